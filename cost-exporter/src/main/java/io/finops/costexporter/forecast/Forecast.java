package io.finops.costexporter.forecast;

import io.finops.costexporter.bill.CostBasis;
import java.time.LocalDate;

/**
 * What AWS expects to be spent from a day to the end of its month, in {@link io.finops.costexporter.bill.Nanos}.
 *
 * @param from the first day it speaks of: the day it was asked on
 * @param lower the lower bound of the prediction interval
 * @param upper the upper bound of the prediction interval
 */
public record Forecast(CostBasis basis, String currency, LocalDate from, long mean, long lower, long upper) {
    /** The day after the last it speaks of. */
    public LocalDate to() {
        return endOfMonth(from);
    }

    /** The forecasts of two payers as one; their bounds are added up, which is wider than the truth. */
    public Forecast plus(Forecast other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Forecast(basis, currency, from, mean + other.mean, lower + other.lower, upper + other.upper);
    }

    public static LocalDate endOfMonth(LocalDate day) {
        return day.withDayOfMonth(1).plusMonths(1);
    }
}
