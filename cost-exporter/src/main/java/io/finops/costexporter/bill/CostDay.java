package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One day of a view: its amounts as last read, and how settled they are. Immutable; arrays are not to be changed.
 *
 * <p>{@link Settling} says when it is settled. What changes afterwards is a restatement, measured against the amounts it
 * was first called settled with.
 */
public final class CostDay {
    private final boolean estimated;
    private final long[] amounts;
    private final Instant unchangedSince;
    private final Instant lastRead;
    private final @Nullable Instant settledAt;
    private final long[] settledAmounts;

    /**
     * @param amounts {@code amounts[row * bases + basis]}
     * @param settledAmounts the amounts when the day was first called settled; as {@code amounts} before
     */
    public CostDay(
            boolean estimated,
            long[] amounts,
            Instant unchangedSince,
            Instant lastRead,
            @Nullable Instant settledAt,
            long[] settledAmounts) {
        this.estimated = estimated;
        this.amounts = amounts;
        this.unchangedSince = unchangedSince;
        this.lastRead = lastRead;
        this.settledAt = settledAt;
        this.settledAmounts = settledAmounts;
    }

    static CostDay firstRead(boolean estimated, long[] amounts, Instant now) {
        return new CostDay(estimated, amounts, now, now, null, amounts);
    }

    /** This day after another read, whose amounts are indexed as this day's. */
    CostDay readAgain(boolean nowEstimated, long[] nowAmounts, Instant now, LocalDate date, Settling settling) {
        boolean same = Arrays.equals(amounts, nowAmounts);
        // What was read while the day still ran says nothing about whether it has come to rest.
        Instant since = same && !unchangedSince.isBefore(Settling.end(date)) ? unchangedSince : now;
        Instant settled = settledAt;
        long[] first = settled == null ? nowAmounts : settledAmounts;
        if (settled == null && settling.isSettled(date, since, now)) {
            settled = now;
        }
        if (Arrays.equals(first, nowAmounts)) {
            first = nowAmounts;
        }
        return new CostDay(nowEstimated, nowAmounts, since, now, settled, first);
    }

    /** The same day with other row numbers: row {@code i} moves to {@code to[i]}, or goes where that is negative. */
    CostDay renumbered(int[] to, int rows, int bases) {
        long[] moved = move(amounts, to, rows, bases);
        long[] movedSettled = settledAmounts == amounts ? moved : move(settledAmounts, to, rows, bases);
        return new CostDay(estimated, moved, unchangedSince, lastRead, settledAt, movedSettled);
    }

    private static long[] move(long[] from, int[] to, int rows, int bases) {
        long[] moved = new long[rows * bases];
        for (int row = 0; row < to.length; row++) {
            if (to[row] >= 0) {
                System.arraycopy(from, row * bases, moved, to[row] * bases, bases);
            }
        }
        return moved;
    }

    public boolean estimated() {
        return estimated;
    }

    public long amount(int index) {
        return amounts[index];
    }

    /** How much this amount has changed since the day was first called settled; 0 before that. */
    public long restatement(int index) {
        return amounts[index] - settledAmounts[index];
    }

    public boolean settled() {
        return settledAt != null;
    }

    public boolean restated() {
        return settledAt != null && settledAmounts != amounts;
    }

    public Instant unchangedSince() {
        return unchangedSince;
    }

    public Instant lastRead() {
        return lastRead;
    }

    public @Nullable Instant settledAt() {
        return settledAt;
    }

    long[] amounts() {
        return amounts;
    }

    long[] settledAmounts() {
        return settledAmounts;
    }
}
