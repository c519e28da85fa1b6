package io.finops.localstack.supervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a component may be unhealthy before it is started anew: as long as it is given, doubled after each time up to eight times that,
 * and the first length again once it has been healthy for ten minutes. So a component that never gets well is started anew ever more rarely.
 * Not thread-safe.
 *
 * <p>Times are of a monotonic clock: a machine that slept has not been unhealthy.
 */
final class Patience {
    private static final Duration GOOD_HEALTH = Duration.ofMinutes(10);
    private static final int LONGEST = 8;

    private final Duration first;
    private Duration limit;
    private @Nullable Duration healthySince;
    private @Nullable Duration unhealthySince;

    Patience(Duration first) {
        this.first = first;
        this.limit = first;
    }

    void sawHealthy(Duration now) {
        unhealthySince = null;
        if (healthySince == null) {
            healthySince = now;
        } else if (now.minus(healthySince).compareTo(GOOD_HEALTH) >= 0) {
            limit = first;
        }
    }

    /** True when it has lasted too long; the next time it may last twice as long. */
    boolean isExhaustedBy(Duration now) {
        healthySince = null;
        if (unhealthySince == null) {
            unhealthySince = now;
        }
        if (now.minus(unhealthySince).compareTo(limit) < 0) {
            return false;
        }
        unhealthySince = null;
        Duration doubled = limit.multipliedBy(2);
        Duration longest = first.multipliedBy(LONGEST);
        limit = doubled.compareTo(longest) > 0 ? longest : doubled;
        return true;
    }

    /** Unhealthy for a reason that a new start would not mend: the time until now does not count. */
    void excuse() {
        healthySince = null;
        unhealthySince = null;
    }
}
