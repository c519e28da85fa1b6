package io.finops.costexporter.config;

import io.finops.costexporter.bill.CostView;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How often each collector runs. All follow the interval at which the whole bill is read.
 *
 * @param bill between two reads of the whole bill
 */
public record Cadence(Duration bill) {
    private static final Duration DAY = Duration.ofDays(1);

    /** Views beside the whole bill: two thirds as often, so that many views cost less. */
    public Duration view() {
        return bill.multipliedBy(3).dividedBy(2);
    }

    /**
     * Forecast and anomalies: once a day at the default of eight hours. Budgets follow the bill: AWS brings both up to date
     * three times a day, and reading budgets is free.
     */
    public Duration daily() {
        return bill.multipliedBy(3);
    }

    /** Each kind of commitment: every two days at the default, and each of its two figures every four. */
    public Duration commitments() {
        return bill.multipliedBy(6);
    }

    /** What is read of months that are over: once a week at the default, and as soon as another one is. */
    public Duration weekly() {
        return bill.multipliedBy(21);
    }

    /** The paid requests that a day without failures takes, with answers of one page each. */
    public int requestsADay(List<CostView> views, Set<OptionalCollector> collectors, int payers) {
        long requests = views.isEmpty() ? 0 : most(bill) + (views.size() - 1) * most(view());
        for (OptionalCollector collector : collectors) {
            requests += switch (collector) {
                case FORECAST, ANOMALIES, USAGE -> most(daily());
                case BUDGETS, RECOMMENDATIONS -> 0; // free of charge
                case SAVINGS_PLANS, RESERVATIONS -> most(commitments());
                case MONTH_CHANGE -> 2 * most(weekly());
            };
        }
        return Math.toIntExact(requests * payers);
    }

    /** How many can fall on one day. */
    private static long most(Duration interval) {
        return DAY.plus(interval).minusNanos(1).dividedBy(interval);
    }
}
