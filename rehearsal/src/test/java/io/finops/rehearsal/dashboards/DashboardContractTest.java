package io.finops.rehearsal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.dashboards.Dashboard.Query;
import io.finops.rehearsal.promql.PromqlSelectors;
import io.finops.rehearsal.promql.PromqlSelectors.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardContractTest {
    private static final MetricCatalogue CATALOGUE = new MetricCatalogue();

    /** Cost figures that exist once, whatever the cost basis and the view. */
    private static final Set<String> WITHOUT_BASIS = Set.of(
            "cloud_cost_source_info",
            "cloud_bill_settled_day_start_timestamp_seconds",
            "cloud_bill_daily_settled",
            // AWS's own anomalies have neither; shown by detector and view, so that nothing is added up.
            "cloud_cost_anomaly_impact_amount",
            "cloud_cost_anomaly_expected_amount");

    static List<Dashboard> dashboards() {
        return Dashboard.withOptional();
    }

    @Test
    void thereAreTheEightOfTheTour() {
        assertThat(Dashboard.all())
                .extracting(Dashboard::uid)
                .containsExactlyInAnyOrder(
                        "finops-overview",
                        "payments",
                        "business",
                        "cloud-cost",
                        "slo",
                        "infrastructure",
                        "logs-and-audit",
                        "stack-health");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void saysWhatItIsForAndKeepsItsAddress(Dashboard dashboard) {
        assertThat(dashboard.file().getFileName()).hasToString(dashboard.uid() + ".json");
        assertThat(dashboard.json().path("title").asString()).isNotBlank();
        assertThat(dashboard.json().path("description").asString()).hasSizeGreaterThan(40);
        assertThat(dashboard.panels().get(0).path("type").asString())
                .as("the first panel says what to look for")
                .isEqualTo("text");
        assertThat(dashboard.panels().get(0).path("options").path("content").asString())
                .contains("What to look for");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasATitleADescriptionAUnitAndAWordForNoData(Dashboard dashboard) {
        for (JsonNode panel : dashboard.dataPanels()) {
            String title = panel.path("title").asString();
            JsonNode defaults = panel.path("fieldConfig").path("defaults");
            assertThat(title).as("panel %s", panel.path("id")).isNotBlank();
            assertThat(panel.path("description").asString("")).as(title).hasSizeGreaterThan(10);
            assertThat(defaults.path("unit").asString("")).as(title).isNotBlank();
            assertThat(defaults.path("noValue").asString(hasAlwaysData(panel) ? "never empty" : ""))
                    .as("%s: what it shows without data", title)
                    .isNotBlank();
        }
    }

    private static boolean hasAlwaysData(JsonNode panel) {
        return panel.path("targets")
                .valueStream()
                .allMatch(target -> target.path("expr").asString("").contains("or vector(0)"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap(Dashboard dashboard) {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            assertThat(ids.add(panel.path("id").asInt()))
                    .as("id %s", panel.path("id"))
                    .isTrue();
            JsonNode at = panel.path("gridPos");
            int x = at.path("x").asInt();
            int y = at.path("y").asInt();
            assertThat(x + at.path("w").asInt())
                    .as(panel.path("title").asString())
                    .isLessThanOrEqualTo(24);
            for (int column = x; column < x + at.path("w").asInt(); column++) {
                for (int row = y; row < y + at.path("h").asInt(); row++) {
                    assertThat(cells.add(column + "," + row))
                            .as("%s at %d,%d", panel.path("title").asString(), column, row)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void asksItsSourcesThroughVariables(Dashboard dashboard) {
        Set<String> sources = dashboard.variables().stream()
                .filter(variable -> variable.path("type").asString().equals("datasource"))
                .map(variable -> "${" + variable.path("name").asString() + "}")
                .collect(Collectors.toSet());
        assertThat(dashboard.json().findValues("datasource"))
                .extracting(source -> source.path("uid").asString())
                .isSubsetOf(sources);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksLeadToDashboardsThatExist(Dashboard dashboard) {
        Set<String> uids = Dashboard.all().stream().map(Dashboard::uid).collect(Collectors.toSet());
        List<String> links = dashboard.json().findValues("url").stream()
                .map(url -> url.asString().replaceFirst("\\?.*", ""))
                .toList();
        assertThat(links).allSatisfy(link -> assertThat(link).startsWith("/d/"));
        assertThat(links).extracting(link -> link.substring("/d/".length())).isSubsetOf(uids);
        assertThat(new HashSet<>(links)).hasSizeGreaterThanOrEqualTo(uids.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyMetricExists(Dashboard dashboard) {
        for (Query query : dashboard.prometheusQueries()) {
            List<Selector> selectors = PromqlSelectors.of(query.expression());
            assertThat(selectors).as(query.where()).isNotEmpty();
            assertThat(selectors)
                    .as("%s: %s", query.where(), query.expression())
                    .allSatisfy(selector -> assertThat(CATALOGUE.has(selector.metric()))
                            .as(
                                    "%s is in the metric reference, recorded by a rule, or a listed exporter's",
                                    selector.metric())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void ratesFollowTheScrapeInterval(Dashboard dashboard) {
        Pattern fixed = Pattern.compile("\\b(rate|irate)\\s*\\((?:[^()]|\\([^()]*\\))*\\[(?!\\$__rate_interval)[^]]*]");
        assertThat(dashboard.prometheusQueries())
                .allSatisfy(
                        query -> assertThat(fixed.matcher(query.expression()).find())
                                .as("%s: %s", query.where(), query.expression())
                                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void costFiguresAreOfOneBasisAndOneView(Dashboard dashboard) {
        for (Query query : dashboard.prometheusQueries()) {
            if (query.where().startsWith("variable")) {
                continue;
            }
            for (Selector selector : PromqlSelectors.of(query.expression())) {
                boolean bill = selector.metric().startsWith("cloud_bill_");
                boolean part = selector.metric().startsWith("cloud_cost_");
                if ((bill || part) && !WITHOUT_BASIS.contains(selector.metric())) {
                    assertThat(selector.pins("cost_basis"))
                            .as("%s: %s", query.where(), query.expression())
                            .isTrue();
                }
                if (part && !WITHOUT_BASIS.contains(selector.metric())) {
                    assertThat(selector.pins("view"))
                            .as("%s: %s", query.where(), query.expression())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void pagesWithCostFiguresSayWhetherTheyAreSimulated() {
        for (Dashboard dashboard : dashboards()) {
            Set<String> metrics = dashboard.prometheusQueries().stream()
                    .flatMap(query -> PromqlSelectors.of(query.expression()).stream())
                    .map(Selector::metric)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            if (metrics.stream().anyMatch(metric -> metric.endsWith("_amount"))) {
                assertThat(metrics).as(dashboard.uid()).contains("cloud_cost_source_info");
            }
        }
    }
}
