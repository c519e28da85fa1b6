package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever AWS does, the last good figures stay, their age grows, and the reason is told. */
class FaultsTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final String SETTLED =
            "cloud_bill_settled_day_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String UP = "cost_exporter_collector_up{collector=\"spend/service\"}";
    private static final String LAST_SUCCESS = "cost_exporter_last_success_timestamp_seconds";

    private static Simulator simulator;

    @TempDir
    Path stateDir;

    private MovableClock clock;

    @BeforeAll
    static void startSimulator() {
        simulator = new Simulator();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void healSimulator() {
        simulator.heal();
        clock = new MovableClock(START);
        simulator.setClock(START);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ce-throttle|{}|throttled",
                "ce-throttle|{\"type\":\"ThrottlingException\"}|throttled",
                "ce-throttle|{\"type\":\"TooManyRequestsException\"}|throttled",
                "ce-deny|{}|access_denied",
                "ce-not-enabled|{}|not_enabled",
                "ce-fail|{}|server_error",
                "ce-fail|{\"status\":503}|server_error",
                "ce-slow|{\"delayMillis\":4000}|timeout",
                // Older JDKs take the end of a cut answer for the end of the answer.
                "ce-cut|{}|connection or malformed",
                "ce-expired-credentials|{}|expired_credentials",
                "ce-invalid-credentials|{}|invalid_credentials",
                "ce-data-unavailable|{}|data_unavailable",
                "ce-bill-expiration|{}|rejected",
                "ce-malformed|{}|malformed",
                "ce-repeated-token|{}|paging",
                "ce-endless-pages|{}|paging",
                "ce-empty|{\"shape\":\"groups\"}|incomplete",
                "ce-empty|{\"shape\":\"periods\"}|incomplete",
            })
    void keepsTheLastGoodFiguresAndTellsTheReason(String fault, String parameters, String reason) {
        try (Exporter exporter =
                exporter(Map.of("cost-exporter.aws.timeout", "2s", "cost-exporter.aws.max-pages", "9"))) {
            settle(exporter);
            Map<String, Double> before = exporter.samples();

            simulator.fault(fault, parameters);
            advance(Duration.ofHours(9));
            exporter.tick();
            Map<String, Double> during = exporter.samples();

            assertThat(during).containsEntry(SETTLED, before.get(SETTLED));
            assertThat(during).containsEntry(LAST_SUCCESS, before.get(LAST_SUCCESS));
            assertThat(during).containsEntry(UP, 0.0);
            assertThat(Stream.of(reason.split(" or ", -1))
                            .mapToDouble(each -> during.get(
                                    "cost_exporter_errors_total{collector=\"spend/service\",reason=\"" + each + "\"}"))
                            .sum())
                    .isEqualTo(1.0);
            assertThat(amounts(during)).isEqualTo(amounts(before));

            simulator.heal();
            advance(Duration.ofHours(1));
            exporter.tick();
            assertThat(exporter.samples()).containsEntry(UP, 1.0);
        }
    }

    @ParameterizedTest(name = "{0} after the first page")
    @CsvSource({"ce-missing-page,paging", "ce-request-changed,paging"})
    void aReadThatBreaksOffAfterSomePagesChangesNothing(String fault, String reason) {
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            Map<String, Double> before = exporter.samples();

            simulator.fault("ce-small-pages", "{\"rows\":20}");
            simulator.fault("ce-spike", "{}");
            simulator.fault(fault, "{}");
            advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(amounts(exporter.samples())).isEqualTo(amounts(before));
            assertThat(exporter.sample(
                            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"" + reason + "\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void manySmallPagesMakeTheSameBillAsOneLargePage() {
        try (Exporter large = exporter(Map.of());
                Exporter small = new Exporter(simulator.uri(), stateDir.resolve("small"), clock, Map.of())) {
            large.tick();
            simulator.fault("ce-small-pages", "{\"rows\":37}");
            small.tick();

            assertThat(amounts(small.samples())).isEqualTo(amounts(large.samples()));
        }
    }

    @Test
    void aRestatementIsPublishedBesideTheNewAmount() {
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            String day = "2026-11-16";
            String daily = "cloud_bill_daily_amount{cost_basis=\"unblended\",currency=\"USD\",period_start=\"" + day
                    + "\",provider=\"aws\"}";
            String restated = daily.replace("daily_amount", "restatement_amount");
            double before = exporter.sample(daily);
            assertThat(exporter.sample(restated)).isZero();

            simulator.fault("ce-restatement", "{\"share\":0.1,\"days\":5}");
            advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(exporter.sample(daily)).isNotEqualTo(before);
            assertThat(exporter.sample(restated)).isCloseTo(exporter.sample(daily) - before, within(1e-6));
        }
    }

    @Test
    void anAccountWithoutDataIsReady() {
        simulator.fault("ce-data-unavailable", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            assertThat(exporter.ready()).isFalse();
            exporter.tick();
            assertThat(exporter.ready()).isTrue();
            assertThat(exporter.sample(UP)).isZero();
        }
    }

    @Test
    void creditsLargerThanTheSpendMakeTheBillNegative() {
        simulator.fault("ce-negative", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            assertThat(exporter.sample(SETTLED)).isNegative();
        }
    }

    @Test
    void anotherCurrencyIsSaidInTheLabelAndHasNoRunRateInDollars() {
        simulator.fault("ce-other-currency", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            assertThat(exporter.samples()).containsKey(SETTLED.replace("USD", "EUR"));
            assertThat(exporter.page()).doesNotContain("cloud_bill_run_rate_usd_per_second{");
        }
    }

    @Test
    void tenThousandRowsAreFoldedAndNothingIsLost() {
        try (Exporter exporter = exporter(Map.of("cost-exporter.aws.timeout", "60s"))) {
            simulator.fault("ce-many-rows", "{}");
            settle(exporter);
            String view = "cloud_cost_settled_day_amount{";

            assertThat(exporter.sample("cost_exporter_dimension_overflow_values{view=\"service\"}"))
                    .isGreaterThan(9_000);
            assertThat(exporter.samples().keySet().stream().filter(key -> key.startsWith(view)))
                    .hasSize(51);
            assertThat(exporter.sum(view)).isCloseTo(exporter.sample(SETTLED), within(0.01));
        }
    }

    private Exporter exporter(Map<String, String> properties) {
        return new Exporter(simulator.uri(), stateDir, clock, properties);
    }

    /** Two reads that agree. */
    private void settle(Exporter exporter) {
        exporter.tick();
        advance(Duration.ofHours(9));
        exporter.tick();
    }

    private void advance(Duration by) {
        simulator.setClock(clock.advance(by));
    }

    /** What is published of the settled past, which no fault may touch. */
    private static Map<String, Double> amounts(Map<String, Double> samples) {
        Map<String, Double> amounts = new java.util.TreeMap<>(samples);
        amounts.keySet()
                .removeIf(key -> !key.startsWith("cloud_bill_daily")
                        && !key.startsWith("cloud_cost_settled")
                        && !key.startsWith("cloud_bill_settled"));
        return amounts;
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.api.Assertions.within(offset);
    }
}
