package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.Settling;
import java.time.LocalDate;
import java.util.List;

/**
 * What is read of the bill and how far back.
 *
 * @param settling when a day is settled
 */
public record SpendPolicy(List<CostBasis> bases, Settling settling) {
    /** How many days {@code cloud_bill_daily_amount} goes back. */
    public static final int WINDOW_DAYS = 35;

    /** What is likely to change between two refreshes: AWS restates the newest days the most. */
    private static final int RECENT_DAYS = 7;

    public SpendPolicy {
        bases = List.copyOf(bases);
    }

    /** The first day that is kept: the whole previous month, and the window. */
    public static LocalDate keptFrom(LocalDate today) {
        LocalDate previousMonth = today.withDayOfMonth(1).minusMonths(1);
        LocalDate window = today.minusDays(WINDOW_DAYS);
        return previousMonth.isBefore(window) ? previousMonth : window;
    }

    /** The first day that is read: all that is kept, or the recent ones. */
    public static LocalDate readFrom(LocalDate today, boolean thorough) {
        return thorough ? keptFrom(today) : today.minusDays(RECENT_DAYS);
    }
}
