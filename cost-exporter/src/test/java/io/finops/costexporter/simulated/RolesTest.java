package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Roles of other accounts, assumed over the real protocol. */
class RolesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:30:00Z");
    private static final String MONTH_TO_DATE =
            "cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String ROLE = "arn:aws:iam::999900001111:role/finops-external";
    private static final String OTHER_ROLE = ROLE.replace("1111:", "2222:");
    private static final String EXTERNAL_ID = "simulated-external-id";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @BeforeAll
    static void setClock() {
        SIMULATOR.setClock(NOW);
    }

    @Test
    void aRoleIsAssumedWithItsExternalId() throws IOException {
        try (Exporter exporter = exporter("one", role(0, ROLE, EXTERNAL_ID))) {
            exporter.tick();

            assertThat(exporter.sample(MONTH_TO_DATE)).isPositive();
            assertThat(exporter.sample(
                            "cost_exporter_aws_requests_total{operation=\"AssumeRole\",outcome=\"success\"}"))
                    .isEqualTo(1);
            assertThat(Permissions.used(exporter))
                    .containsAll(Permissions.granted("assume-roles"))
                    .hasSize(3);
        }
    }

    @Test
    void aWrongExternalIdIsDeniedAndPaysForNothing() {
        long paid = SIMULATOR.paidRequests();
        try (Exporter exporter = exporter("wrong", role(0, ROLE, "someone else's"))) {
            exporter.tick();

            assertThat(exporter.samples()).doesNotContainKey(MONTH_TO_DATE);
            assertThat(exporter.sample(
                            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"access_denied\"}"))
                    .isEqualTo(1);
        }
        assertThat(SIMULATOR.paidRequests()).isEqualTo(paid);
    }

    @Test
    void theBillsOfSeveralPayersAreAddedUp() {
        Map<String, String> two = new LinkedHashMap<>(role(0, ROLE, EXTERNAL_ID));
        two.putAll(role(1, ROLE.replace("1111:", "2222:"), EXTERNAL_ID));
        try (Exporter one = exporter("one", role(0, ROLE, EXTERNAL_ID));
                Exporter both = exporter("two", two)) {
            one.tick();
            both.tick();

            assertThat(both.sum("cloud_bill_month_to_date_amount{"))
                    .isCloseTo(2 * one.sample(MONTH_TO_DATE), within(0.01));
        }
    }

    @Test
    void aRoleThatIsDeniedGoesStaleAndLeavesTheOthersAlone() {
        Map<String, String> both = new LinkedHashMap<>(role(0, ROLE, EXTERNAL_ID));
        both.putAll(role(1, OTHER_ROLE, EXTERNAL_ID));
        Map<String, String> oneDenied = new LinkedHashMap<>(role(0, ROLE, EXTERNAL_ID));
        oneDenied.putAll(role(1, OTHER_ROLE, "someone else's"));
        double before;
        try (Exporter exporter = exporter("apart", both)) {
            exporter.tick();
            before = exporter.sample(monthToDate("999900002222"));
        }
        Instant later = NOW.plus(Duration.ofHours(9));
        SIMULATOR.setClock(later);
        try (Exporter exporter = exporter("apart", oneDenied, later)) {
            exporter.tick();

            assertThat(exporter.sample(read("999900001111"))).isEqualTo((double) later.getEpochSecond());
            assertThat(exporter.sample(read("999900002222"))).isEqualTo((double) NOW.getEpochSecond());
            assertThat(exporter.sample(monthToDate("999900002222"))).isEqualTo(before);
            assertThat(exporter.sample(up("spend/service/999900001111"))).isEqualTo(1);
            assertThat(exporter.sample(up("spend/service/999900002222"))).isZero();
            assertThat(exporter.sample(up("budgets/999900001111"))).isEqualTo(1);
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/service/999900002222\","
                            + "reason=\"access_denied\"}"))
                    .isEqualTo(1);
        } finally {
            SIMULATOR.setClock(NOW);
        }
    }

    @Test
    void everyCollectorHasFiguresOfEachPayer() {
        Map<String, String> both = new LinkedHashMap<>(role(0, ROLE, EXTERNAL_ID));
        both.putAll(role(1, OTHER_ROLE, EXTERNAL_ID));
        both.put(
                "cost-exporter.collectors",
                "forecast,anomalies,budgets,savings-plans,reservations,usage,recommendations,month-change");
        try (Exporter exporter = exporter("all", both)) {
            exporter.tick();

            for (String payer : new String[] {"999900001111", "999900002222"}) {
                for (String family : new String[] {
                    "cloud_bill_month_forecast_amount", "cloud_cost_anomalies", "cloud_commitment_utilization_ratio",
                    "cloud_usage_month_to_date_quantity", "cloud_recommendations", "cloud_month_change_amount"
                }) {
                    assertThat(exporter.samples().keySet())
                            .anySatisfy(sample -> assertThat(sample)
                                    .startsWith(family + "{")
                                    .contains("payer_account_id=\"" + payer + "\""));
                }
                assertThat(exporter.samples().keySet())
                        .anySatisfy(sample -> assertThat(sample)
                                .startsWith("cloud_budget_limit_amount{account_id=\"" + payer + "\""));
            }
        }
    }

    @Test
    void twentyRolesAreRowsOfTheirOwnWithTheirOwnLabelsAndFailures() {
        Map<String, String> twenty = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            String account = "9999000030%02d".formatted(i);
            twenty.putAll(role(i, "arn:aws:iam::" + account + ":role/finops-external", EXTERNAL_ID));
            twenty.put("cost-exporter.aws.roles[" + i + "].alias", "shop-" + i);
            twenty.put("cost-exporter.aws.roles[" + i + "].labels.cost_center", "cc-" + i % 3);
        }
        twenty.put("cost-exporter.aws.roles[7].external-id", "someone else's");
        twenty.put("cost-exporter.collectors", "");
        try (Exporter exporter = exporter("twenty", twenty)) {
            exporter.tick();

            Map<String, Double> samples = exporter.samples();
            for (int i = 0; i < 20; i++) {
                String account = "9999000030%02d".formatted(i);
                assertThat(samples)
                        .containsEntry(
                                "cloud_payer_info{cost_center=\"cc-" + i % 3 + "\",payer_account_id=\"" + account
                                        + "\",payer_alias=\"shop-" + i + "\",provider=\"aws\"}",
                                1.0)
                        .containsEntry(up("spend/service/" + account), i == 7 ? 0.0 : 1.0);
                assertThat(samples.containsKey(monthToDate(account))).isEqualTo(i != 7);
            }
        }
    }

    private static String monthToDate(String payer) {
        return MONTH_TO_DATE.replace("provider", "payer_account_id=\"" + payer + "\",provider");
    }

    private static String read(String payer) {
        return "cloud_bill_read_timestamp_seconds{payer_account_id=\"" + payer + "\"}";
    }

    private static String up(String collector) {
        return "cost_exporter_collector_up{collector=\"" + collector + "\"}";
    }

    private Exporter exporter(String state, Map<String, String> roles) {
        return exporter(state, roles, NOW);
    }

    private Exporter exporter(String state, Map<String, String> roles, Instant now) {
        Map<String, String> properties = new LinkedHashMap<>(roles);
        properties.putIfAbsent("cost-exporter.collectors", "budgets");
        return new Exporter(SIMULATOR.uri(), stateDir.resolve(state), new MovableClock(now), properties);
    }

    private static Map<String, String> role(int index, String arn, String externalId) {
        String prefix = "cost-exporter.aws.roles[" + index + "].";
        return Map.of(prefix + "arn", arn, prefix + "external-id", externalId);
    }
}
