package io.finops.costexporter.forecast;

import io.finops.costexporter.bill.CostBasis;
import java.time.LocalDate;

/**
 * What AWS expects a payer to spend from a day to the end of its month, in {@link io.finops.costexporter.bill.Nanos}.
 *
 * @param payer whose bill it is; empty where there is only one
 * @param from the first day it speaks of: the day it was asked on
 * @param lower the lower bound of the prediction interval
 * @param upper the upper bound of the prediction interval
 */
public record Forecast(
        String payer, CostBasis basis, String currency, LocalDate from, long mean, long lower, long upper) {
    /** The day after the last it speaks of. */
    public LocalDate to() {
        return endOfMonth(from);
    }

    public static LocalDate endOfMonth(LocalDate day) {
        return day.withDayOfMonth(1).plusMonths(1);
    }
}
