package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles of other accounts, assumed over the real protocol. */
class RolesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:30:00Z");
    private static final String MONTH_TO_DATE =
            "cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String ROLE = "arn:aws:iam::999900001111:role/finops-external";
    private static final String EXTERNAL_ID = "simulated-external-id";

    private static Simulator simulator;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startSimulator() {
        simulator = new Simulator();
        simulator.setClock(NOW);
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @Test
    void aRoleIsAssumedWithItsExternalId() {
        try (Exporter exporter = exporter("one", role(0, ROLE, EXTERNAL_ID))) {
            exporter.tick();

            assertThat(exporter.sample(MONTH_TO_DATE)).isPositive();
            assertThat(exporter.sample(
                            "cost_exporter_aws_requests_total{operation=\"AssumeRole\",outcome=\"success\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aWrongExternalIdIsDeniedAndPaysForNothing() {
        long paid = simulator.paidRequests();
        try (Exporter exporter = exporter("wrong", role(0, ROLE, "someone else's"))) {
            exporter.tick();

            assertThat(exporter.samples()).doesNotContainKey(MONTH_TO_DATE);
            assertThat(exporter.sample(
                            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"access_denied\"}"))
                    .isEqualTo(1);
        }
        assertThat(simulator.paidRequests()).isEqualTo(paid);
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

    private Exporter exporter(String state, Map<String, String> roles) {
        Map<String, String> properties = new LinkedHashMap<>(roles);
        properties.put("cost-exporter.collectors", "");
        return new Exporter(simulator.uri(), stateDir.resolve(state), new MovableClock(NOW), properties);
    }

    private static Map<String, String> role(int index, String arn, String externalId) {
        String prefix = "cost-exporter.aws.roles[" + index + "].";
        return Map.of(prefix + "arn", arn, prefix + "external-id", externalId);
    }
}
