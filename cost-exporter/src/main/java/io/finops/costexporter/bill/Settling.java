package io.finops.costexporter.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a day is settled: once it is over, older than a settling time, and read twice after its end, so far apart that AWS
 * has refreshed in between, with the same amounts. Two reads within hours prove nothing: AWS may have refreshed nothing.
 *
 * @param after how long after its end a day may settle at the earliest
 * @param unchangedFor how far apart the reads that agree are at least
 */
public record Settling(Duration after, Duration unchangedFor) {
    /** For days that are long past, of which one read is all there is. */
    public static final Settling AT_ONCE = new Settling(Duration.ZERO, Duration.ZERO);

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

    /** The instant at which a day is over. */
    static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
