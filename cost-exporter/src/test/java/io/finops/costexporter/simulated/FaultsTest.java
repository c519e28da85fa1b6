package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever AWS does, the last good figures stay, their age grows, and the reason is told. */
class FaultsTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final String SETTLED =
            "cloud_bill_settled_day_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String UP = "cost_exporter_collector_up{collector=\"spend/service\"}";
    private static final String LAST_SUCCESS = "cost_exporter_last_success_timestamp_seconds";

    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "forecast", List.of("GetCostForecast"),
            "anomalies", List.of("GetAnomalies"),
            "budgets", List.of("DescribeBudgets"),
            // Utilization comes first, then coverage.
            "savings-plans", List.of("GetSavingsPlansCoverage"),
            "reservations", List.of("GetReservationCoverage"),
            "recommendations", List.of("ListRecommendationSummaries"),
            // The comparison comes first, then its drivers.
            "month-change", List.of("GetCostComparisonDrivers"));

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    private MovableClock clock;

    @BeforeEach
    void setClock() {
        clock = new MovableClock(START);
        SIMULATOR.setClock(START);
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
                "ce-fail|{\"status\":502}|server_error",
                "ce-fail|{\"status\":504}|server_error",
                "ce-retry-after|{\"seconds\":3600}|server_error",
                "ce-clock-skew|{}|clock_skew",
                "ce-proxy|{\"status\":403}|not_aws",
                "ce-proxy|{\"status\":407}|not_aws or connection",
                "ce-proxy|{\"status\":404}|not_aws",
                "ce-proxy|{\"status\":200}|malformed",
                "ce-repeated-rows|{}|malformed",
                "ce-missing-groups|{}|incomplete",
                "ce-garbled|{\"shape\":\"amount\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"huge\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"unit\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"metric\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"keys\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"date\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"foreign-day\",\"operation\":\"GetCostAndUsage\"}|malformed",
                "ce-garbled|{\"shape\":\"missing-day\",\"operation\":\"GetCostAndUsage\"}|incomplete",
                "ce-garbled|{\"shape\":\"null\",\"operation\":\"GetCostAndUsage\"}|incomplete or malformed",
                "ce-garbled|{\"shape\":\"array\",\"operation\":\"GetCostAndUsage\"}|incomplete or malformed",
                "ce-garbled|{\"shape\":\"empty\",\"operation\":\"GetCostAndUsage\"}|incomplete or malformed",
                "ce-slow|{\"delayMillis\":4000}|timeout",
                // Older JDKs take the end of a cut answer for the end of the answer.
                "ce-cut|{}|connection or malformed",
                "ce-expired-credentials|{}|expired_credentials",
                "ce-invalid-credentials|{}|invalid_credentials",
                "ce-data-unavailable|{}|data_unavailable",
                "ce-bill-expiration|{}|rejected",
                "ce-malformed|{}|malformed",
                "ce-repeated-token|{}|paging",
                "ce-endless-pages|{}|malformed",
                "ce-empty|{\"shape\":\"groups\"}|incomplete",
                "ce-empty|{\"shape\":\"periods\"}|incomplete",
            })
    void keepsTheLastGoodFiguresAndTellsTheReason(String fault, String parameters, String reason) {
        try (Exporter exporter =
                exporter(Map.of("cost-exporter.aws.timeout", "2s", "cost-exporter.aws.max-pages", "9"))) {
            settle(exporter);
            Map<String, Double> before = exporter.samples();

            SIMULATOR.fault(fault, parameters);
            advance(Duration.ofHours(9));
            long paid = SIMULATOR.paidRequests();
            exporter.tick();
            assertThat(SIMULATOR.paidRequests() - paid).as("requests").isLessThanOrEqualTo(12);
            Map<String, Double> during = exporter.samples();

            assertThat(during).containsEntry(SETTLED, before.get(SETTLED));
            assertThat(during).containsEntry(LAST_SUCCESS, before.get(LAST_SUCCESS));
            assertThat(during).containsEntry(UP, 0.0);
            assertThat(Stream.of(reason.split(" or ", -1))
                            .mapToDouble(each -> during.get(
                                    "cost_exporter_errors_total{collector=\"spend/service\",reason=\"" + each + "\"}"))
                            .sum())
                    .isEqualTo(1.0);
            assertThat(failing(during)).containsAnyOf(reason.split(" or ", -1)).hasSize(1);
            assertThat(amounts(during)).isEqualTo(amounts(before));

            SIMULATOR.heal();
            advance(Duration.ofHours(1));
            exporter.tick();
            assertThat(exporter.samples()).containsEntry(UP, 1.0);
            assertThat(failing(exporter.samples())).isEmpty();
        }
    }

    @Test
    void whatAwsRefusedStaysTheReasonBetweenAttemptsAndOverARestart() {
        Map<String, String> settings = Map.of("cost-exporter.request-budget-per-day", "24");
        try (Exporter exporter = exporter(settings)) {
            settle(exporter);
            advance(Duration.ofHours(9));
            SIMULATOR.fault("ce-deny", "{}");
            for (int halfHour = 0; halfHour < 20; halfHour++) {
                exporter.tick();
                assertThat(failing(exporter.samples())).containsExactly("access_denied");
                advance(Duration.ofMinutes(30));
            }
        }
        try (Exporter exporter = exporter(settings)) {
            assertThat(failing(exporter.samples())).containsExactly("access_denied");
            SIMULATOR.heal();
            advance(Duration.ofDays(1));
            exporter.tick();
            assertThat(failing(exporter.samples())).isEmpty();
        }
    }

    /** Why reading the bill fails now. */
    private static List<String> failing(Map<String, Double> samples) {
        String series = "cost_exporter_collector_failing{collector=\"spend/service\",reason=\"";
        return samples.keySet().stream()
                .filter(key -> key.startsWith(series))
                .map(key -> key.substring(series.length(), key.indexOf('"', series.length())))
                .toList();
    }

    static Stream<Arguments> faultsOfOtherCollectors() {
        List<String> collectors = List.of(
                "forecast", "anomalies", "budgets", "savings-plans", "reservations", "recommendations", "month-change");
        Map<String, String> faults = Map.of(
                "ce-deny", "access_denied",
                "ce-fail", "server_error",
                "ce-throttle", "throttled",
                "ce-malformed", "malformed",
                "ce-proxy", "not_aws",
                "ce-clock-skew", "clock_skew");
        return collectors.stream()
                .flatMap(collector -> faults.entrySet().stream()
                        .map(fault -> Arguments.of(collector, fault.getKey(), fault.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @MethodSource("faultsOfOtherCollectors")
    void whatAnotherCollectorMeetsLeavesItsFiguresAndTheBillAlone(String collector, String fault, String reason) {
        try (Exporter exporter = exporter(Map.of("cost-exporter.collectors", collector))) {
            exporter.tick();
            Map<String, Double> before = exporter.samples();

            advance(Duration.ofDays(8));
            for (String operation : OPERATIONS.getOrDefault(collector, List.of())) {
                SIMULATOR.fault(fault, "{\"operation\":\"" + operation + "\"}");
                long asked = SIMULATOR.requestsOf(operation);
                exporter.tick();
                exporter.tick();
                assertThat(SIMULATOR.requestsOf(operation) - asked).isEqualTo(1);
                SIMULATOR.heal();
            }
            Map<String, Double> during = exporter.samples();

            assertThat(during).containsEntry(UP, 1.0);
            assertThat(during)
                    .containsEntry("cost_exporter_collector_up{collector=\"" + collector + "\"}", 0.0)
                    .containsEntry(
                            "cost_exporter_errors_total{collector=\"" + collector + "\",reason=\"" + reason + "\"}",
                            1.0);
            assertThat(during.keySet())
                    .containsAll(before.keySet().stream()
                            .filter(key -> key.startsWith("cloud_budget")
                                    || key.startsWith("cloud_bill_month_forecast")
                                    || key.startsWith("cloud_cost_anomalies{detector=\"aws\"")
                                    || key.startsWith("cloud_commitment")
                                    || key.startsWith("cloud_recommendation")
                                    || key.startsWith("cloud_month_change"))
                            .toList());

            advance(Duration.ofHours(4));
            exporter.tick();
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"" + collector + "\"}"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} after the first page")
    @CsvSource({"ce-missing-page,paging", "ce-request-changed,paging"})
    void aReadThatBreaksOffAfterSomePagesChangesNothing(String fault, String reason) {
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            Map<String, Double> before = exporter.samples();

            SIMULATOR.fault("ce-small-pages", "{\"rows\":20}");
            SIMULATOR.fault("ce-spike", "{}");
            SIMULATOR.fault(fault, "{}");
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
                Exporter small = new Exporter(SIMULATOR.uri(), stateDir.resolve("small"), clock, Map.of())) {
            large.tick();
            SIMULATOR.fault("ce-small-pages", "{\"rows\":37}");
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

            SIMULATOR.fault("ce-restatement", "{\"share\":0.1,\"days\":5}");
            advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(exporter.sample(daily)).isNotEqualTo(before);
            assertThat(exporter.sample(restated)).isCloseTo(exporter.sample(daily) - before, within(1e-6));
        }
    }

    @Test
    void anAccountWithoutDataIsReady() {
        SIMULATOR.fault("ce-data-unavailable", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            assertThat(exporter.ready()).isFalse();
            exporter.tick();
            assertThat(exporter.ready()).isTrue();
            assertThat(exporter.sample(UP)).isZero();
        }
    }

    @Test
    void creditsLargerThanTheSpendMakeTheBillNegative() {
        SIMULATOR.fault("ce-negative", "{\"from\":\"2026-11-10\"}");
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            assertThat(exporter.sample(SETTLED)).isNegative();
        }
    }

    @Test
    void anotherCurrencyIsSaidInTheLabelAndHasNoRunRateInDollars() {
        SIMULATOR.fault("ce-other-currency", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            settle(exporter);
            assertThat(exporter.samples()).containsKey(SETTLED.replace("USD", "EUR"));
            assertThat(exporter.page()).doesNotContain("cloud_bill_run_rate_usd_per_second{");
        }
    }

    @Test
    void tenThousandRowsAreFoldedAndNothingIsLost() {
        try (Exporter exporter = exporter(Map.of("cost-exporter.aws.timeout", "60s"))) {
            SIMULATOR.fault("ce-many-rows", "{}");
            settle(exporter);
            String view = "cloud_cost_settled_day_amount{";

            assertThat(exporter.sample("cost_exporter_dimension_overflow_values{view=\"service\"}"))
                    .isGreaterThan(9_000);
            assertThat(exporter.samples().keySet().stream().filter(key -> key.startsWith(view)))
                    .hasSize(51);
            assertThat(exporter.sum(view)).isCloseTo(exporter.sample(SETTLED), within(0.01));
        }
    }

    @Test
    void tenThousandRowsMakeAtMostSixtyThousandSeries() {
        try (Exporter exporter = exporter(Map.of(
                "cost-exporter.aws.timeout", "60s",
                "cost-exporter.collectors", "",
                "cost-exporter.views[0].name", "service",
                "cost-exporter.views[0].group-by", "service",
                "cost-exporter.views[0].top", "10000"))) {
            SIMULATOR.fault("ce-many-rows", "{\"rows\":9990}");
            settle(exporter);

            assertThat(exporter.samples().keySet())
                    .filteredOn(key -> key.startsWith("cloud_cost_month_to_date_amount{"))
                    .hasSizeGreaterThan(9_900);
            assertThat(exporter.samples()).hasSizeLessThanOrEqualTo(60_000);
        }
    }

    @Test
    void anomaliesThatWerePlannedDoNotCount() {
        SIMULATOR.fault("ce-spike", "{\"from\":\"2026-11-17\"}");
        try (Exporter exporter = exporter(Map.of("cost-exporter.collectors", "anomalies"))) {
            exporter.tick();
            String found = "cloud_cost_anomalies{detector=\"aws\"}";
            assertThat(exporter.sample(found)).isPositive();

            SIMULATOR.fault("ce-planned-activity", "{}");
            advance(Duration.ofHours(27));
            exporter.tick();

            assertThat(exporter.sample(found)).isZero();
            assertThat(exporter.samples().keySet())
                    .noneMatch(
                            key -> key.startsWith("cloud_cost_anomaly_impact_amount{") && key.contains("view=\"aws\""));
        }
    }

    private Exporter exporter(Map<String, String> properties) {
        return new Exporter(SIMULATOR.uri(), stateDir, clock, properties);
    }

    /** Two reads that agree, more than a day apart. */
    private void settle(Exporter exporter) {
        exporter.tick();
        advance(Duration.ofHours(27));
        exporter.tick();
    }

    private void advance(Duration by) {
        SIMULATOR.setClock(clock.advance(by));
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
