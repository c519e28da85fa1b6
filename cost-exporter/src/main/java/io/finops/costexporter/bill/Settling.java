package io.finops.costexporter.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a day is settled: once it is over, older than a settling time, and read twice after its end, so far apart that the
 * provider has refreshed in between, with the same amounts. Two reads within hours prove nothing: nothing may have been
 * refreshed. {@link SettledFigures} says which settled day is published.
 *
 * @param after how long after its end a day may settle at the earliest
 * @param unchangedFor how far apart the reads that agree are at least
 */
public record Settling(Duration after, Duration unchangedFor) {
    /** For days that are long past, of which one read is all there is. */
    public static final Settling AT_ONCE = new Settling(Duration.ZERO, Duration.ZERO);

    /** By how many days the newest settled day trails today by default: two days settling, one day being spent. */
    public static final int LAG_DAYS = 3;

    /** Whether a day may be settled by its age. */
    public boolean isOldEnough(LocalDate day, Instant now) {
        return !now.isBefore(end(day).plus(after));
    }

    /** Whether a day is settled that has been read now, as it was at an earlier instant and ever since. */
    boolean isSettled(LocalDate day, Instant unchangedSince, Instant now) {
        return isOldEnough(day, now)
                && unchangedSince.isBefore(now)
                && !now.isBefore(unchangedSince.plus(unchangedFor));
    }

    /** Since when a day has read as it reads now. What was read while it still ran does not count. */
    static Instant unchangedSince(LocalDate day, Instant before, boolean same, Instant now) {
        return same && !before.isBefore(end(day)) ? before : now;
    }

    /** For how many whole days a day has been over; negative before its end. */
    public static int ageInDays(LocalDate day, Instant now) {
        return Math.toIntExact(Duration.between(end(day), now).toDays());
    }

    /** The instant at which a day is over. */
    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
