package io.finops.payments.metrics;

import io.finops.payments.ledger.LedgerTotals;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/**
 * Publishes what was last read from the ledger. A scrape reads an immutable snapshot: it never waits for the database
 * and never sees half a reading. Before the first reading there is nothing.
 */
public final class LedgerCollector implements MultiCollector {
    // On the page the counters are ledger_revenue_total and ledger_revenue_usd_total: client_java adds the suffix, and
    // refuses it here.
    private static final List<MetricFamilyDescriptor> FAMILIES = List.of(
            MetricFamilyDescriptor.of(MetricType.COUNTER, new MetricMetadata("ledger_revenue")),
            MetricFamilyDescriptor.of(MetricType.COUNTER, new MetricMetadata("ledger_revenue_usd")),
            MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata("ledger_day_transactions")),
            MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata("ledger_day_revenue")),
            MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata("ledger_day_revenue_usd")),
            MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata("transactions_pending")),
            MetricFamilyDescriptor.of(MetricType.GAUGE, new MetricMetadata("transactions_pending_oldest_age_seconds")));

    private final AcceptedCurrencies currencies;
    private volatile MetricSnapshots snapshots;

    public LedgerCollector(AcceptedCurrencies currencies) {
        this.currencies = currencies;
        // Nothing is known yet, and 0 would be a figure.
        this.snapshots = new MetricSnapshots();
    }

    public void publish(LedgerTotals totals) {
        snapshots = render(totals);
    }

    @Override
    public MetricSnapshots collect() {
        return snapshots;
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return FAMILIES;
    }

    private MetricSnapshots render(LedgerTotals totals) {
        TreeMap<String, Double> revenue = new TreeMap<>();
        currencies.codes().forEach(code -> revenue.put(code, 0.0));
        totals.captured().forEach((code, money) -> revenue.put(code, major(money)));

        CounterSnapshot.Builder revenues =
                CounterSnapshot.builder().name("ledger_revenue").help("Captured payment value, read from the ledger");
        revenue.forEach((code, value) -> revenues.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of("currency", code))
                .value(value)
                .build()));
        CounterSnapshot revenueUsd = CounterSnapshot.builder()
                .name("ledger_revenue_usd")
                .help(
                        "Captured payment value, read from the ledger, all currencies together, in USD by the reference rate")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(totals.captured().values().stream()
                                .mapToDouble(this::usd)
                                .sum())
                        .build())
                .build();
        TreeMap<LocalDate, Double> days = new TreeMap<>();
        GaugeSnapshot.Builder dayTransactions =
                gauge("ledger_day_transactions", "Approved payments of each of the last 35 UTC days, from the ledger");
        GaugeSnapshot.Builder dayRevenue =
                gauge("ledger_day_revenue", "Captured value of each of the last 35 UTC days, from the ledger");
        for (LedgerTotals.Day day : totals.days()) {
            Labels labels = Labels.of(
                    "currency", day.currency(), "period_start", day.start().toString());
            dayTransactions.dataPoint(point(labels, (double) day.transactions()));
            dayRevenue.dataPoint(point(labels, major(day.captured())));
            days.merge(day.start(), usd(day.captured()), Double::sum);
        }
        GaugeSnapshot.Builder dayRevenueUsd = gauge(
                "ledger_day_revenue_usd",
                "Captured value of each of the last 35 UTC days, from the ledger, all currencies together, in USD by the"
                        + " reference rate");
        days.forEach((day, value) -> dayRevenueUsd.dataPoint(point(Labels.of("period_start", day.toString()), value)));
        return MetricSnapshots.of(
                revenues.build(),
                revenueUsd,
                dayTransactions.build(),
                dayRevenue.build(),
                dayRevenueUsd.build(),
                gauge("transactions_pending", "Payments whose outcome is undecided, from the ledger")
                        .dataPoint(point(Labels.EMPTY, (double) totals.pending()))
                        .build(),
                gauge("transactions_pending_oldest_age_seconds", "Age of the oldest of them, 0 when there is none")
                        .dataPoint(point(Labels.EMPTY, totals.oldestPending().toMillis() / 1000.0))
                        .build());
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }

    /** What was captured in a currency that has been taken from the configuration since has no rate, and is left out. */
    private double usd(Money money) {
        return currencies.find(money.currency().getCurrencyCode()).isPresent() ? currencies.toUsd(money) : 0;
    }

    private static double major(Money money) {
        return money.major().doubleValue();
    }
}
