package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What comes twice, within one payer's answer or from two payers, stops nothing from being published. */
class RepeatedItemsTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final String MONTH_TO_DATE = "cloud_bill_month_to_date_amount{";
    private static final String BUDGET_LIMIT = "cloud_budget_limit_amount{";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final MovableClock clock = new MovableClock(START);

    @TempDir
    Path stateDir;

    @BeforeEach
    void setClock() {
        SIMULATOR.setClock(START);
    }

    @Test
    void whatComesAgainOnASecondPageCountsOnce() {
        try (Exporter plain = exporter("plain", Map.of());
                Exporter twice = exporter("twice", Map.of())) {
            plain.tick();
            plain.refresh(); // of commitments utilization comes first, then coverage
            SIMULATOR.fault("ce-repeated-items", "{}");
            twice.tick();
            twice.refresh();

            assertThat(beside(twice)).isNotEmpty().isEqualTo(beside(plain));
            assertThat(count(twice, BUDGET_LIMIT)).isEqualTo(3).isEqualTo(count(plain, BUDGET_LIMIT));
            assertThat(count(twice, "cloud_cost_anomaly_impact_amount{"))
                    .isEqualTo(count(plain, "cloud_cost_anomaly_impact_amount{"));
            assertThat(twice.sum("cloud_cost_anomalies{detector=\"aws\"}"))
                    .isEqualTo(plain.sum("cloud_cost_anomalies{detector=\"aws\"}"));
        }
    }

    /** What is fetched beside spend and may come again on a second page. */
    private static Map<String, Double> beside(Exporter exporter) {
        Map<String, Double> samples = new TreeMap<>(exporter.samples());
        samples.keySet()
                .removeIf(key -> !key.startsWith("cloud_commitment")
                        && !key.startsWith("cloud_recommendation")
                        && !key.startsWith("cloud_month_change"));
        return samples;
    }

    @Test
    void twoPayersMayHaveBudgetsAndAnomaliesOfOneName() {
        try (Exporter both = exporter("both", payers("999900001111", "999900002222"))) {
            both.tick();
            double before = both.sum(MONTH_TO_DATE);
            assertThat(before).isPositive();
            assertThat(count(both, BUDGET_LIMIT)).isEqualTo(6);
            assertThat(both.samples().keySet())
                    .filteredOn(key -> key.startsWith(BUDGET_LIMIT))
                    .allMatch(key -> key.contains("account_id=\"99990000"))
                    .allMatch(key -> key.contains("time_unit=\"monthly\"") && key.contains("budget_type=\"cost\""));
            assertThat(both.samples().keySet())
                    .filteredOn(key -> key.startsWith(MONTH_TO_DATE))
                    .hasSize(2)
                    .allMatch(key -> key.contains("payer_account_id=\"99990000"));

            SIMULATOR.setClock(clock.advance(Duration.ofHours(9)));
            both.tick();

            assertThat(both.sum(MONTH_TO_DATE)).isNotEqualTo(before);
            assertThat(both.sum("cost_exporter_errors_total{")).isZero();
        }
    }

    private Exporter exporter(String state, Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("cost-exporter.collectors", "forecast,anomalies,budgets,savings-plans,recommendations,month-change");
        return new Exporter(SIMULATOR.uri(), stateDir.resolve(state), clock, all);
    }

    private static Map<String, String> payers(String... accounts) {
        Map<String, String> roles = new LinkedHashMap<>();
        for (int i = 0; i < accounts.length; i++) {
            roles.put("cost-exporter.aws.roles[" + i + "].arn", "arn:aws:iam::" + accounts[i] + ":role/finops");
        }
        return roles;
    }

    private static long count(Exporter exporter, String prefix) {
        return exporter.samples().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .count();
    }
}
