package io.finops.costexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Settling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConfigurationTest {
    @Test
    void defaults() {
        ExporterProperties properties = bind(Map.of());

        assertThat(properties.refreshInterval()).isEqualTo(Duration.ofHours(8));
        assertThat(Plan.of(properties).settling()).isEqualTo(new Settling(Duration.ofHours(48), Duration.ofHours(24)));
        assertThat(properties.stateDir()).isEqualTo(Path.of("state"));
        assertThat(properties.refreshTokenFile()).isNull();
        assertThat(Plan.of(properties).requestBudget()).isEqualTo(12);
        assertThat(properties.aws().region()).isEqualTo("us-east-1");
        assertThat(properties.aws().simulated()).isFalse();
        assertThat(properties.guardrails()).isEmpty();
        assertThat(OptionalCollector.of(properties.collectors(), false)).isEmpty();
        assertThat(ConfiguredViews.of(properties.views())).containsExactly(ConfiguredViews.BY_SERVICE);
        assertThat(ConfiguredViews.bases(properties.costBases())).containsExactly(CostBasis.UNBLENDED);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8082,PT10S,PT30S",
        "http://127.0.0.1:8082,PT12H,P1D",
        "https://ce.amazonaws.com,PT10S,P1D"
    })
    void readsThatAgreeAreADayApartExceptWhereASimulatorHurries(String endpoint, Duration interval, Duration apart) {
        ExporterProperties properties = bind(Map.of(
                "cost-exporter.aws.endpoint",
                endpoint,
                "cost-exporter.refresh-interval",
                interval.toString(),
                "cost-exporter.request-budget-per-day",
                "100000"));

        assertThat(Plan.of(properties).settling().unchangedFor()).isEqualTo(apart);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8082,true",
        "https://ce.us-east-1.amazonaws.com,false",
        "https://ce.cn-northwest-1.amazonaws.com.cn,false",
        "https://amazonaws.com.example.org,true",
    })
    void aHostThatIsNotOneOfAwsIsSimulated(String endpoint, boolean simulated) {
        assertThat(bind(Map.of("cost-exporter.aws.endpoint", endpoint)).aws().simulated())
                .isEqualTo(simulated);
    }

    @Test
    void aViewWithTwoGroupingsAndFilters() {
        ExporterProperties properties = bind(Map.of(
                "cost-exporter.views[0].name", "team",
                "cost-exporter.views[0].group-by", "tag:team,account",
                "cost-exporter.views[0].exclude[0].by", "charge-type",
                "cost-exporter.views[0].exclude[0].values", "Tax,Credit"));
        List<CostView> views = ConfiguredViews.of(properties.views());

        assertThat(Grouping.labels(views.get(0).groupings())).containsExactly("cost_tag_team", "account_id");
        assertThat(views.get(0).filters()).hasSize(1);
        assertThat(views).as("the whole bill is read beside a filtered view").contains(CostView.WHOLE_BILL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost-exporter.views[0].group-by|flavour|cost-exporter.views[0].group-by[0]=flavour",
                "cost-exporter.views[0].group-by|service,region,account|group-by=service,region,account",
                "cost-exporter.views[0].group-by|tag:a-b,tag:a_b|cost-exporter.views[0].group-by[1]=tag:a_b",
                "cost-exporter.views[0].top|0|cost-exporter.views[0].top=0",
                "cost-exporter.views[0].name|Ünfug|cost-exporter.views[0].name=Ünfug",
                "cost-exporter.views[1].name|service|cost-exporter.views[1].name=service",
                "cost-exporter.views[0].include[0].by|colour|cost-exporter.views[0].include[0].by=colour",
                "cost-exporter.focus[0].name|export|cost-exporter.focus.folder= is",
                "cost-exporter.focus[0].folder|no/such|cost-exporter.focus.folder=no/such",
                "cost-exporter.focus[0].bucket.prefix|x/|cost-exporter.focus.bucket.name= is",
                "cost-exporter.views[0].billing-view|custom|cost-exporter.views[0].billing-view=custom",
                "cost-exporter.cost-bases|mixed|cost-exporter.cost-bases=mixed",
                "cost-exporter.collectors|forecasts|cost-exporter.collectors=forecasts",
                "cost-exporter.refresh-interval|0s|cost-exporter.refresh-interval=PT0S",
                "cost-exporter.settling-time|-1h|cost-exporter.settling-time=PT-1H",
                "cost-exporter.request-budget-per-day|0|cost-exporter.request-budget-per-day=0",
                "cost-exporter.aws.endpoint|localhost|cost-exporter.aws.endpoint=localhost",
                "cost-exporter.aws.region|mars|cost-exporter.aws.region=mars",
                "cost-exporter.aws.roles[0].arn|finops|cost-exporter.aws.roles.arn=finops",
                "cost-exporter.aws.timeout|0s|cost-exporter.aws.timeout=PT0S",
                "cost-exporter.metrics-credentials-file|no/such/file|cost-exporter.metrics-credentials-file=no/such/file",
                "cost-exporter.refresh-token-file|no/such/file|cost-exporter.refresh-token-file=no/such/file",
                "cost-exporter.guardrails[0].currency|dollars|cost-exporter.guardrails[0].currency=dollars",
                "cost-exporter.guardrails[0].webhook|ftp://host/secret|cost-exporter.guardrails[0].webhook=ftp:…",
                "cost-exporter.guardrails[0].webhook|/secret|cost-exporter.guardrails[0].webhook=null:…",
                "cost-exporter.guardrails[0].monthly-limit|-5|cost-exporter.guardrails[0].monthly-limit=-5",
                "cost-exporter.guardrails[0].view|colours|cost-exporter.guardrails[0].view=colours",
                "cost-exporter.guardrails[0].actual-thresholds|-1|cost-exporter.guardrails[0].actual-thresholds=-1.0",
            })
    void whatCannotWorkIsSaidInOneLineWithPropertyAndValue(String property, String value, String said) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (property.contains("views[")) {
            properties.put("cost-exporter.views[0].name", "service");
        }
        if (property.contains("guardrails[")) {
            properties.put("cost-exporter.guardrails[0].name", "total");
            properties.put("cost-exporter.guardrails[0].monthly-limit", "1000");
        }
        properties.put(property, value);

        assertThatThrownBy(() -> resolve(properties))
                .rootCause()
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(said)
                .message()
                .doesNotContain("\n", "/secret")
                .containsPattern("is not accepted: .+");
    }

    @ParameterizedTest
    @CsvSource({"payer_alias", "cost-center"})
    void aLabelThatCannotBeOneOrIsTakenIsRefused(String label) {
        assertThatThrownBy(() -> bind(Map.of(
                        "cost-exporter.aws.roles[0].arn",
                        "arn:aws:iam::123456789012:role/finops",
                        "cost-exporter.aws.roles[0].labels[" + label + "]",
                        "x")))
                .satisfies(failure -> assertThat(ConfigurationFailure.line(failure))
                        .hasValueSatisfying(
                                line -> assertThat(line).startsWith("cost-exporter.aws.roles.labels=" + label)));
    }

    @ParameterizedTest
    @CsvSource({
        "cost-exporter.cost-bases,blended",
        "cost-exporter.views[0].billing-view,arn:aws:billing::123456789012:billingview/custom-1",
    })
    void whatExportsLackIsRefusedBesideThem(String property, String value, @TempDir Path exports) {
        Map<String, String> properties = new LinkedHashMap<>(
                Map.of("cost-exporter.focus[0].folder", exports.toString(), "cost-exporter.views[0].name", "service"));
        properties.put(property, value);

        assertThatThrownBy(() -> resolve(properties)).rootCause().hasMessageContaining("without exports");
    }

    @ParameterizedTest
    @CsvSource({
        "cost-exporter.refresh-interval,often,a duration such as",
        "cost-exporter.aws.max-pages,many,a whole number",
        "cost-exporter.guardrails[0].dry-run,perhaps,true or false",
    })
    void whatCannotBeBoundIsSaidInTheSameWay(String property, String value, String accepted) {
        assertThatThrownBy(() -> bind(Map.of(property, value)))
                .satisfies(failure -> assertThat(ConfigurationFailure.line(failure))
                        .hasValueSatisfying(line ->
                                assertThat(line).startsWith(property + "=" + value + " is not accepted: " + accepted)));
    }

    private static void resolve(Map<String, String> properties) {
        try {
            Plan unused = Plan.of(bind(properties));
        } catch (InvalidConfiguration e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExporterProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("cost-exporter", ExporterProperties.class);
    }
}
