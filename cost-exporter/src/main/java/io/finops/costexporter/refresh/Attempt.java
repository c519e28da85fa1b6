package io.finops.costexporter.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a collector's past, and when it is due again. Immutable.
 *
 * @param lastAttempt null before the first
 * @param lastSuccess null before the first
 * @param lastThorough when everything was last read, not only the recent part
 * @param failures attempts since the last success that failed or never ended
 */
public record Attempt(
        @Nullable Instant lastAttempt,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastThorough,
        int failures) {
    public static final Attempt NONE = new Attempt(null, null, null, 0);

    private static final int BACK_OFF_STEPS = 5;
    private static final Duration SHORTEST_BACK_OFF = Duration.ofSeconds(1);

    /** An attempt that begins counts as failed until it ends, so that a crash during it backs off as well. */
    public Attempt begun(Instant now) {
        return new Attempt(now, lastSuccess, lastThorough, failures + 1);
    }

    public Attempt succeeded(Instant now, boolean thorough) {
        return new Attempt(lastAttempt, now, thorough ? now : lastThorough, 0);
    }

    /**
     * When the next attempt may be made: after the interval, and after failures sooner, doubling from a 32nd of the
     * interval up to all of it.
     *
     * @param jitter 0 to 1, the share of a tenth of the wait that is added, so that many exporters spread out
     */
    public Instant due(Duration interval, double jitter) {
        if (lastAttempt == null) {
            return Instant.MIN;
        }
        Duration wait = failures == 0 ? interval : backOff(interval);
        return lastAttempt.plus(wait).plusMillis((long) (wait.toMillis() * jitter / 10));
    }

    private Duration backOff(Duration interval) {
        int step = Math.min(failures - 1, BACK_OFF_STEPS);
        Duration wait = interval.dividedBy(1L << (BACK_OFF_STEPS - step));
        return wait.compareTo(SHORTEST_BACK_OFF) < 0 ? SHORTEST_BACK_OFF : wait;
    }
}
