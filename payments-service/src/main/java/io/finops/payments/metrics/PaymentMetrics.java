package io.finops.payments.metrics;

import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts what has been committed. Every series is there at zero from the start. Thread-safe. */
public final class PaymentMetrics {
    private static final String IN_USD = ", all currencies together, in USD by the reference rate";

    private final Map<String, Counter> revenue;
    private final Map<String, Counter> refunds;
    private final Map<String, Counter> fees;
    private final Map<String, DistributionSummary> amounts;
    private final Counter revenueUsd;
    private final Counter refundsUsd;
    private final Counter feesUsd;
    private final DistributionSummary amountsUsd;
    private final Map<PaymentStatus, Counter> transactions = new EnumMap<>(PaymentStatus.class);
    private final Map<PaymentStatus, Timer> latencies = new EnumMap<>(PaymentStatus.class);
    private final AcceptedCurrencies currencies;
    private final Counter accepted;
    private final Counter replays;
    private final DistributionSummary fraudScores;
    private final AtomicInteger inProgress = new AtomicInteger();

    public PaymentMetrics(MeterRegistry registry, AcceptedCurrencies currencies) {
        this.currencies = currencies;
        Set<String> codes = currencies.codes();
        revenue = each(codes, code -> counter(registry, "app_revenue_total", "Captured payment value", code));
        refunds = each(codes, code -> counter(registry, "app_refunds_total", "Refunded value", code));
        fees = each(codes, code -> counter(registry, "gateway_fees_total", "What the card gateway charged us", code));
        amounts = each(
                codes,
                code -> DistributionSummary.builder("transaction_amount")
                        .description("Amounts of approved payments")
                        .tag("currency", code)
                        .register(registry));
        revenueUsd = counterInUsd(registry, "app_revenue_usd_total", "Captured payment value");
        refundsUsd = counterInUsd(registry, "app_refunds_usd_total", "Refunded value");
        feesUsd = counterInUsd(registry, "gateway_fees_usd_total", "What the card gateway charged us");
        amountsUsd = DistributionSummary.builder("transaction_amount_usd")
                .description("Amounts of approved payments" + IN_USD)
                .register(registry);
        for (PaymentStatus status : PaymentStatus.values()) {
            if (status != PaymentStatus.PENDING) {
                transactions.put(
                        status,
                        Counter.builder("transactions_total")
                                .description("Payments by final state")
                                .tag("status", status.label())
                                .register(registry));
                latencies.put(
                        status,
                        Timer.builder("transaction_latency_seconds")
                                .description("Acceptance to final state, reconciliation included")
                                .tag("status", status.label())
                                .serviceLevelObjectives(Buckets.settlement())
                                .register(registry));
            }
        }
        accepted = Counter.builder("transactions_accepted_total")
                .description("Payments claimed and begun")
                .register(registry);
        replays = Counter.builder("idempotent_replays_total")
                .description("Repeated requests answered from the record")
                .register(registry);
        fraudScores = DistributionSummary.builder("fraud_score")
                .description("Fraud scores, 0 to 1")
                .serviceLevelObjectives(Buckets.score())
                .register(registry);
        Gauge.builder("transactions_in_progress", inProgress, AtomicInteger::get)
                .description("Payments and refunds being worked on by this process")
                .register(registry);
        each(
                codes,
                code -> Gauge.builder("fx_usd_rate", () -> currencies.usdRate(code))
                        .description("Configured reference rate: USD for one major unit")
                        .tag("currency", code)
                        .register(registry));
    }

    public void accepted(double fraudScore) {
        accepted.increment();
        fraudScores.record(fraudScore);
    }

    /** A failed payment that tries again is accepted again. */
    public void acceptedAgain() {
        accepted.increment();
    }

    public void replayed() {
        replays.increment();
    }

    public void settled(PaymentStatus status, Duration latency) {
        with(transactions, status, Counter::increment);
        with(latencies, status, timer -> timer.record(latency));
    }

    /** An approved payment: what was asked for, what the gateway captured of it, and what it took for itself. */
    public void captured(Money amount, Money captured, Money fee) {
        record(amounts, amountsUsd, amount);
        count(revenue, revenueUsd, captured);
        count(fees, feesUsd, fee);
    }

    public void refunded(Money amount) {
        count(refunds, refundsUsd, amount);
    }

    /** Runs with the gauge of work in progress raised. */
    public <T> T inProgress(Supplier<T> work) {
        inProgress.incrementAndGet();
        try {
            return work.get();
        } finally {
            inProgress.decrementAndGet();
        }
    }

    /**
     * A payment may settle in a currency that has been taken from the configuration since: then there is no series, and
     * no rate.
     */
    private void count(Map<String, Counter> byCurrency, Counter inUsd, Money amount) {
        Counter counter = byCurrency.get(amount.currency().getCurrencyCode());
        if (counter != null) {
            counter.increment(amount.major().doubleValue());
            inUsd.increment(currencies.toUsd(amount));
        }
    }

    private void record(Map<String, DistributionSummary> byCurrency, DistributionSummary inUsd, Money amount) {
        DistributionSummary summary = byCurrency.get(amount.currency().getCurrencyCode());
        if (summary != null) {
            summary.record(amount.major().doubleValue());
            inUsd.record(currencies.toUsd(amount));
        }
    }

    private static Counter counterInUsd(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description + IN_USD).register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String currency) {
        return Counter.builder(name)
                .description(description)
                .tag("currency", currency)
                .register(registry);
    }

    private static <T> Map<String, T> each(Set<String> codes, Function<String, T> make) {
        Map<String, T> made = new HashMap<>();
        codes.forEach(code -> made.put(code, make.apply(code)));
        return made;
    }

    private static <K, T> void with(Map<K, T> meters, K key, Consumer<T> count) {
        T meter = meters.get(key);
        if (meter != null) {
            count.accept(meter);
        }
    }
}
