package io.finops.report.metrics;

import io.finops.report.elasticity.SettledBill;
import io.finops.report.elasticity.TrafficCost;
import io.finops.report.estimate.Estimate;
import io.finops.report.estimate.Estimate.Row;
import io.finops.report.estimate.UnitMargin.BreakEven;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fixed and marginal cost as metrics. The bill and its services have names of their own, because each is fitted by itself: services do not add up to the bill. What was not seen to follow
 * payments has no series, because a marginal cost of 0 would be read as a claim.
 */
final class TrafficCostMetrics {
    /** Services, those first whose payments cost most. */
    static final int MOST_SERVICES = 50;

    private static final List<Gauge> OF_A_FIT = List.of(
            new Gauge("fixed_cost_usd_per_day", "What a day costs without a payment.", TrafficCost::fixed),
            new Gauge("fixed_cost_lower_usd_per_day", "Its lower bound.", TrafficCost::fixedLower),
            new Gauge("fixed_cost_upper_usd_per_day", "Its upper bound.", TrafficCost::fixedUpper),
            new Gauge("marginal_cost_usd_per_payment", "What one more payment costs.", TrafficCost::marginal),
            new Gauge("marginal_cost_lower_usd_per_payment", "Its lower bound.", TrafficCost::lower),
            new Gauge("marginal_cost_upper_usd_per_payment", "Its upper bound.", TrafficCost::upper),
            new Gauge("fit_ratio", "Share of the changes from week to week that payments explain.", TrafficCost::fit));
    private static final Gauge DAYS =
            new Gauge("fit_days", "Settled days with payments that it rests on.", TrafficCost::days);

    private final List<MetricSnapshot> gauges = new ArrayList<>();

    /** A figure of a fit, its name without what it is of. */
    private record Gauge(String name, String help, ToDoubleFunction<TrafficCost> value) {
        GaugeSnapshot of(List<Row> services) {
            return snapshot(
                    "finops_" + name,
                    help,
                    services.stream()
                            .map(row -> new GaugeDataPointSnapshot(
                                    value.applyAsDouble(row.fit()), Labels.of("cost_service", row.service()), null))
                            .toList());
        }
    }

    private TrafficCostMetrics() {}

    /**
     * The metrics of a reading.
     *
     * @param estimate of the usual payments; empty while too few days are settled
     * @param at when the bill was read
     */
    static MetricSnapshots of(SettledBill bill, Optional<Estimate> estimate, Instant at) {
        TrafficCostMetrics metrics = new TrafficCostMetrics();
        metrics.one(
                "finops_fit_timestamp_seconds", "When the settled days were compared.", (double) at.getEpochSecond());
        metrics.one("finops_bill_fit_days", DAYS.help(), (double)
                bill.whole().stream().filter(day -> day.payments() > 0).count());
        estimate.ifPresent(metrics::add);
        return new MetricSnapshots(metrics.gauges);
    }

    private void add(Estimate estimate) {
        one("finops_bill_fit_newest_day_start_timestamp_seconds", "Start of the newest of these days.", (double)
                estimate.newestDay().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        one("finops_busiest_day_payments", "Payments of the busiest of these days.", estimate.busiestDay());
        one("finops_usual_payments_per_day", "Mean of the last seven whole days.", estimate.usualPerDay());
        BreakEven even = estimate.breakEven();
        if (even != null) {
            one("finops_break_even_payments_per_day", "From how many on they pay for the bill.", even.perDay());
            one("finops_break_even_lower_payments_per_day", "Its lower bound.", even.earliest());
            one("finops_break_even_upper_payments_per_day", "Its upper bound.", even.latest());
        }
        TrafficCost bill = estimate.bill().fit();
        if (bill.related()) {
            OF_A_FIT.forEach(gauge -> one(
                    "finops_bill_" + gauge.name(), gauge.help(), gauge.value().applyAsDouble(bill)));
        }
        List<Row> services = estimate.services().stream()
                .filter(row -> row.fit().related())
                .sorted(Comparator.comparingDouble(
                                (Row row) -> row.fit().marginal() * row.fit().paymentsPerDay())
                        .reversed())
                .limit(MOST_SERVICES)
                .toList();
        if (!services.isEmpty()) {
            OF_A_FIT.forEach(gauge -> gauges.add(gauge.of(services)));
            gauges.add(DAYS.of(services));
        }
    }

    /** Nothing where there is no value. */
    private void one(String name, String help, @Nullable Double value) {
        if (value != null) {
            gauges.add(snapshot(name, help, List.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))));
        }
    }

    private static GaugeSnapshot snapshot(String name, String help, List<GaugeDataPointSnapshot> points) {
        return new GaugeSnapshot(new MetricMetadata(name, help), points);
    }
}
