package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of a view: its amounts as last read, and how settled they are.
 *
 * <p>{@link Settling} says when it is settled. What changes afterwards is a restatement, measured against the amounts it
 * was first called settled with.
 *
 * @param settledAt when it was first called settled; null before
 * @param settledAmounts the amounts at that time; as {@code amounts} before
 */
public record CostDay(
        boolean estimated,
        Amounts amounts,
        Instant unchangedSince,
        Instant lastRead,
        @Nullable Instant settledAt,
        Amounts settledAmounts) {
    static CostDay firstRead(boolean estimated, Amounts amounts, Instant now) {
        return new CostDay(estimated, amounts, now, now, null, amounts);
    }

    /** This day after another read, whose rows are numbered as this day's. */
    CostDay readAgain(boolean nowEstimated, Amounts nowAmounts, Instant now, LocalDate date, Settling settling) {
        Instant since = Settling.unchangedSince(date, unchangedSince, amounts.equals(nowAmounts), now);
        Instant settled = settledAt == null && settling.isSettled(date, since, now) ? now : settledAt;
        boolean asSettled = settledAt == null || settledAmounts.equals(nowAmounts);
        return new CostDay(nowEstimated, nowAmounts, since, now, settled, asSettled ? nowAmounts : settledAmounts);
    }

    /** The same day with other row numbers: see {@link Amounts#moved}. */
    CostDay renumbered(int[] to, int rows) {
        Amounts moved = amounts.moved(to, rows);
        Amounts movedSettled = settledAmounts.equals(amounts) ? moved : settledAmounts.moved(to, rows);
        return new CostDay(estimated, moved, unchangedSince, lastRead, settledAt, movedSettled);
    }

    public long amount(int row, int basis) {
        return amounts.get(row, basis);
    }

    /** How much this amount has changed since the day was first called settled; 0 before that. */
    public long restatement(int row, int basis) {
        return amounts.get(row, basis) - settledAmounts.get(row, basis);
    }

    public boolean settled() {
        return settledAt != null;
    }

    /** Whether a row has no amount and never had one that counted as settled. */
    boolean isEmpty(int row) {
        return amounts.isZero(row) && settledAmounts.isZero(row);
    }
}
