package io.finops.costexporter.refresh;

import io.finops.costexporter.source.FailureReason;
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
 * @param lastScheduled the newest attempt that was due by the interval and did not repeat a failed one
 * @param reason why the newest attempt that ended failed, null if it succeeded
 */
public record Attempt(
        @Nullable Instant lastAttempt,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastThorough,
        int failures,
        @Nullable Instant lastScheduled,
        @Nullable FailureReason reason) {
    public static final Attempt NONE = new Attempt(null, null, null, 0, null, null);

    /** The first repeat comes soon, since most failures pass: after a minute at an interval of eight hours. */
    private static final int SOON = 480;

    /** The repeats after it: from 15 minutes up to an hour at an interval of eight hours. */
    private static final int SHORTEST = 32;

    private static final int LONGEST = 8;
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

    /** An attempt that begins counts as failed until it ends, so that a crash during it backs off as well. */
    public Attempt begun(Instant now, boolean repeat) {
        return new Attempt(now, lastSuccess, lastThorough, failures + 1, repeat ? lastScheduled : now, reason);
    }

    public Attempt failed(FailureReason why) {
        return new Attempt(lastAttempt, lastSuccess, lastThorough, failures, lastScheduled, why);
    }

    public Attempt succeeded(Instant now, boolean thorough) {
        return new Attempt(lastAttempt, now, thorough ? now : lastThorough, 0, lastScheduled, null);
    }

    /** Whether an attempt made now would repeat one that failed, rather than be the next that the interval asks for. */
    public boolean wouldRepeat(Instant now, Duration interval) {
        return failures > 0 && lastScheduled != null && now.isBefore(lastScheduled.plus(interval));
    }

    /**
     * When the next attempt may be made: after the interval, and after failures sooner, with growing pauses.
     *
     * @param jitter 0 to 1, the share of a tenth of the wait that is added, so that many exporters spread out
     */
    public Instant due(Duration interval, double jitter) {
        if (lastAttempt == null) {
            return Instant.MIN;
        }
        Instant next = after(lastAttempt, failures == 0 ? interval : backOff(interval), jitter);
        if (failures == 0 || lastScheduled == null) {
            return next;
        }
        Instant scheduled = after(lastScheduled, interval, jitter);
        return scheduled.isBefore(next) ? scheduled : next;
    }

    private static Instant after(Instant from, Duration wait, double jitter) {
        return from.plus(wait).plusMillis((long) (wait.toMillis() * jitter / 10));
    }

    private Duration backOff(Duration interval) {
        Duration wait = failures == 1
                ? interval.dividedBy(SOON)
                : interval.dividedBy(Math.max(LONGEST, SHORTEST >> Math.min(failures - 2, 5)));
        return wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    }
}
