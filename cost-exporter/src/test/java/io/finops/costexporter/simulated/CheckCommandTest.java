package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.check.CheckCommand;
import io.finops.costexporter.config.ExporterProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The check command, and what it takes out of the exporter's daily budget. */
class CheckCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:30:00Z");
    private static final String REMAINING = "cost_exporter_aws_request_budget_remaining";
    private static final Map<String, String> BUDGET =
            Map.of("cost-exporter.request-budget-per-day", "4", "cost-exporter.collectors", "");

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final MovableClock clock = new MovableClock(NOW);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    Path stateDir;

    @BeforeEach
    void setClock() {
        SIMULATOR.setClock(NOW);
    }

    @Test
    void itsRequestsCountAgainstTheBudgetOfARunningExporter() {
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, BUDGET)) {
            exporter.tick();
            double before = exporter.sample(REMAINING);

            assertThat(check()).isZero();
            assertThat(told.toString(StandardCharsets.UTF_8)).contains("ok    spend: Cost Explorer answers");
            assertThat(exporter.sample(REMAINING)).isEqualTo(before - 1);

            long paid = SIMULATOR.paidRequests();
            for (int i = 0; i < 10; i++) {
                exporter.refresh();
            }
            assertThat(SIMULATOR.paidRequests() - paid).isEqualTo((long) before - 1);
        }
    }

    @Test
    void nothingIsAskedOnceTheBudgetIsUsedUp() {
        for (int i = 0; i < 4; i++) {
            assertThat(check()).isZero();
        }
        long paid = SIMULATOR.paidRequests();

        assertThat(check()).isEqualTo(1);
        assertThat(SIMULATOR.paidRequests()).isEqualTo(paid);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("AWS was not asked", "today's 4 paid requests are used up");
    }

    @Test
    void aFailureCostsOneRequestAndIsExplained() {
        SIMULATOR.fault("ce-throttle", "{\"operation\":\"GetCostAndUsage\"}");
        long paid = SIMULATOR.paidRequests();

        assertThat(check()).isEqualTo(1);
        assertThat(SIMULATOR.paidRequests() - paid).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("FAIL  spend: AWS throttles Cost Explorer");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ce-not-enabled|Cost Explorer is not enabled in this account",
                "ce-deny|a permission is missing",
                "ce-expired-credentials|the session token has expired",
                "ce-invalid-credentials|no usable credentials",
                "ce-clock-skew|the clock of this machine is wrong",
                "ce-proxy|something that is not AWS answered",
                "ce-fail|AWS has trouble of its own",
                "ce-malformed|its answer cannot be used",
            })
    void tellsInPlainWordsWhatIsWrong(String fault, String said) {
        SIMULATOR.fault(fault, "{}");
        long paid = SIMULATOR.paidRequests();

        assertThat(check()).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("FAIL  ").contains(said);
        assertThat(SIMULATOR.paidRequests() - paid).isLessThanOrEqualTo(2);
    }

    @Test
    void anAccountWithoutDataYetIsWell() {
        SIMULATOR.fault("ce-data-unavailable", "{}");

        assertThat(check()).isZero();
        assertThat(text())
                .contains("ok    spend: Cost Explorer has no data yet")
                .doesNotContain("FAIL");
    }

    @Test
    void namesThePermissionThatEachCollectorLacks() {
        Map<String, String> everything =
                Map.of("cost-exporter.collectors", "forecast,anomalies,budgets,savings-plans,reservations");
        assertThat(check(stateDir, everything, false)).as(text()).isZero();
        told.reset();
        SIMULATOR.fault("ce-deny", "{\"operation\":\"DescribeBudgets\"}");
        assertThat(check(stateDir, everything, false)).isEqualTo(1);
        assertThat(text())
                .contains(
                        "ok    spend: ",
                        "ok    forecast: ",
                        "FAIL  budgets: ",
                        "budgets:ViewBudget",
                        "docs/iam/budgets")
                .contains("ok    reservations: ce:GetReservationCoverage answers");
        told.reset();
        SIMULATOR.heal();
        SIMULATOR.fault("ce-deny", "{\"operation\":\"GetCostForecast\"}");
        assertThat(check(stateDir, everything, false)).isEqualTo(1);
        assertThat(text()).contains("FAIL  forecast: ", "ce:GetCostForecast", "ok    budgets: ");
    }

    @Test
    void asksOnceForEachBillingViewTooSinceItNeedsAPermissionOfItsOwn() {
        String view = "arn:aws:billing::111122223333:billingview/custom-simulated-data";
        Map<String, String> views = Map.of(
                "cost-exporter.collectors", "",
                "cost-exporter.views[0].name", "service",
                "cost-exporter.views[0].group-by", "service",
                "cost-exporter.views[1].name", "data",
                "cost-exporter.views[1].billing-view", view,
                "cost-exporter.views[2].name", "gone",
                "cost-exporter.views[2].billing-view", view + "-no-longer");
        long paid = SIMULATOR.paidRequests();

        assertThat(check(stateDir, views, false)).isEqualTo(1);
        assertThat(text()).contains("ok    spend: ", "ok    spend/data: ", "FAIL  spend/gone: ");
        assertThat(SIMULATOR.paidRequests() - paid).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11.csv|BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName"
                        + "/1,USD,Usage,2026-11-18T07:00:00Z,AWS,EC2|0|ok    focus: the export of 2026-11-19T00:00:00Z has 1 rows"
                        + " up to 2026-11-18",
                "2026-11.csv|BilledCost/much|1|FAIL  focus: its files are not what docs/focus.md asks for",
                "2026-08.csv|BilledCost/1|1|FAIL  focus: it has no charges of the days asked for",
                "2026-11-manifest.json|{~dataFiles~: [~part-1.csv~]}|1|FAIL  focus: not all of it is there yet",
            })
    void readsAnExportWholeAndSaysWhatIsWrongWithItInItsOwnWords(String file, String content, int code, String said)
            throws IOException {
        Path export = Files.createDirectory(stateDir.resolve("export"));
        Path written = Files.writeString(
                export.resolve(file), content.replace("/", "\n").replace('~', '"'));
        Files.setLastModifiedTime(written, FileTime.from(Instant.parse("2026-11-19T00:00:00Z")));

        assertThat(check(stateDir, Map.of("cost-exporter.focus[0].folder", export.toString()), false))
                .as(text())
                .isEqualTo(code);
        assertThat(text()).contains(said).doesNotContain("AWS ", "Cost Explorer");
    }

    @Test
    void anExportThatCannotBeReadLeavesTheQuestionsToAwsAlone() throws IOException {
        Path export = Files.createDirectory(stateDir.resolve("export"));
        Map<String, String> both = Map.of(
                "cost-exporter.focus[0].folder", export.toString(),
                "cost-exporter.cost-explorer", "true",
                "cost-exporter.collectors", "");

        assertThat(check(stateDir, both, false)).isEqualTo(1);
        assertThat(text()).contains("FAIL  focus/export: ", "ok    spend: ");
    }

    @Test
    void offlineItAsksNothingAndSaysWhatTheConfigurationTakes() {
        long asked = SIMULATOR.requests();

        assertThat(check(stateDir, BUDGET, true)).isZero();

        assertThat(SIMULATOR.requests()).isEqualTo(asked);
        assertThat(text())
                .contains("ok    configuration: views [service]", "ok    requests: 3 paid ones a day of at most 4");
    }

    @Test
    void whatCannotBeRecordedIsNotSpent() throws IOException {
        Path file = Files.createFile(stateDir.resolve("not-a-folder"));
        long paid = SIMULATOR.paidRequests();

        assertThat(check(file)).isEqualTo(1);
        assertThat(SIMULATOR.paidRequests()).isEqualTo(paid);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("FAIL  spend: something on this side", "cannot record a paid request in " + file)
                .doesNotContain("AWS said");
    }

    private String text() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private int check() {
        return check(stateDir);
    }

    private int check(Path state) {
        return check(state, BUDGET, false);
    }

    private int check(Path state, Map<String, String> configured, boolean offline) {
        Map<String, String> all = new LinkedHashMap<>(configured);
        all.put("cost-exporter.aws.endpoint", SIMULATOR.uri().toString());
        all.put("cost-exporter.state-dir", state.toString());
        ExporterProperties properties = new Binder(new MapConfigurationPropertySource(all))
                .bind("cost-exporter", ExporterProperties.class)
                .get();
        return CheckCommand.run(
                properties,
                new Credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("simulated", "simulated"))),
                clock,
                new PrintStream(told, true, StandardCharsets.UTF_8),
                offline);
    }
}
