package io.finops.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.elasticity.DayCost;
import io.finops.report.elasticity.SettledBill;
import io.finops.report.estimate.Estimate;
import io.finops.report.estimate.Scenario;
import io.finops.report.estimate.UnitMargin;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficCostMetricsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 19);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theBillAndItsServicesHaveNamesOfTheirOwn() {
        Map<String, Double> metrics = metrics(
                days(20, payments -> 700 + 0.02 * payments),
                Map.of("Queue", days(20, payments -> 5 + 0.01 * payments)));

        assertThat(metrics)
                .hasEntrySatisfying("finops_bill_fixed_cost_usd_per_day", is(700))
                .hasEntrySatisfying("finops_bill_fixed_cost_lower_usd_per_day", is(700))
                .hasEntrySatisfying("finops_bill_marginal_cost_usd_per_payment", is(0.02))
                .hasEntrySatisfying("finops_bill_marginal_cost_upper_usd_per_payment", is(0.02))
                .hasEntrySatisfying("finops_bill_fit_ratio", is(1))
                .hasEntrySatisfying("finops_bill_fit_days", is(20))
                .hasEntrySatisfying("finops_fixed_cost_usd_per_day Queue", is(5))
                .hasEntrySatisfying("finops_marginal_cost_lower_usd_per_payment Queue", is(0.01))
                .hasEntrySatisfying("finops_fit_days Queue", is(20))
                .hasEntrySatisfying("finops_fit_timestamp_seconds", is((double) NOW.getEpochSecond()))
                .hasEntrySatisfying("finops_bill_fit_newest_day_start_timestamp_seconds", is((double)
                        Instant.parse("2026-11-07T00:00:00Z").getEpochSecond()))
                // USD 700 a day, and 58 cents left of each payment.
                .hasEntrySatisfying("finops_break_even_payments_per_day", is(700 / 0.58));
    }

    @Test
    void belowFourteenDaysOnlyTheirNumberIsSaid() {
        Map<String, Double> metrics = metrics(days(13, payments -> 700 + 0.02 * payments), Map.of());

        assertThat(metrics).containsOnlyKeys("finops_fit_timestamp_seconds", "finops_bill_fit_days");
        assertThat(metrics).containsEntry("finops_bill_fit_days", 13.0);
    }

    @Test
    void whatDoesNotFollowPaymentsHasNoSeries() {
        Map<String, Double> metrics = metrics(
                days(20, payments -> 700),
                Map.of("Queue", days(20, payments -> 0.01 * payments), "Office", days(20, payments -> 9)));

        assertThat(metrics.keySet())
                .contains("finops_marginal_cost_usd_per_payment Queue", "finops_break_even_payments_per_day")
                .noneMatch(name -> name.contains("Office"))
                .noneMatch(name -> name.matches("finops_bill_(fixed|marginal|fit_ratio).*"));
    }

    @Test
    void aServiceWithTooFewDaysHasNoSeriesThoughTheBillHas() {
        assertThat(metrics(
                                days(20, payments -> 700 + 0.02 * payments),
                                Map.of("Queue", days(9, payments -> 0.02 * payments)))
                        .keySet())
                .contains("finops_bill_fixed_cost_usd_per_day")
                .noneMatch(name -> name.contains(" "));
    }

    @Test
    void withoutMarginThereIsNoBreakEvenAndWhereEveryPaymentLosesMoneyNeither() {
        List<DayCost> bill = days(20, payments -> 700 + 0.02 * payments);
        assertThat(metrics(bill, Map.of(), null)).doesNotContainKey("finops_break_even_payments_per_day");
        assertThat(metrics(bill, Map.of(), new UnitMargin(0.5, 0.49)).keySet())
                .noneMatch(name -> name.startsWith("finops_break_even"));
    }

    @Test
    void ofManyServicesThoseAreNamedWhosePaymentsCostMost() {
        Map<String, List<DayCost>> services = new TreeMap<>();
        for (int service = 1; service <= 60; service++) {
            double marginal = service / 1e4;
            services.put("Service " + service, days(20, payments -> marginal * payments));
        }
        assertThat(metrics(days(20, payments -> 700 + 0.02 * payments), services)
                        .keySet())
                .filteredOn(name -> name.startsWith("finops_marginal_cost_usd_per_payment"))
                .hasSize(TrafficCostMetrics.MOST_SERVICES)
                .contains("finops_marginal_cost_usd_per_payment Service 60")
                .doesNotContain("finops_marginal_cost_usd_per_payment Service 1");
    }

    private static Condition<Double> is(double expected) {
        return new Condition<>(value -> Math.abs(value - expected) <= 1e-6, "%s", expected);
    }

    private static Map<String, Double> metrics(List<DayCost> bill, Map<String, List<DayCost>> services) {
        return metrics(bill, services, new UnitMargin(1, 0.4));
    }

    /** Values by name and, of services, name. */
    private static Map<String, Double> metrics(
            List<DayCost> whole, Map<String, List<DayCost>> services, @Nullable UnitMargin margin) {
        SettledBill bill = new SettledBill(whole, services, Map.of(), List.of());
        MetricSnapshots snapshots =
                TrafficCostMetrics.of(bill, Estimate.of(bill, new Scenario("As it is", 0, 24), 21_000, margin), NOW);
        Map<String, Double> values = new TreeMap<>();
        snapshots.forEach(snapshot -> {
            for (GaugeDataPointSnapshot point : ((GaugeSnapshot) snapshot).getDataPoints()) {
                String service = point.getLabels().get("cost_service");
                values.put(snapshot.getMetadata().getName() + (service == null ? "" : " " + service), point.getValue());
            }
        });
        return values;
    }

    private static List<DayCost> days(int count, DoubleUnaryOperator usd) {
        List<DayCost> days = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            double payments = 20_000 + 300 * (day * day % 13);
            days.add(new DayCost(FIRST.plusDays(day), payments, usd.applyAsDouble(payments)));
        }
        return days;
    }
}
