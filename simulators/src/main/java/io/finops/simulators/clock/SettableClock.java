package io.finops.simulators.clock;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Real time until it is set; then it stands still at the instant it was set to, so that whoever set it knows what the
 * bill shows. Thread-safe.
 */
public final class SettableClock {
    private final Clock real;
    private volatile @Nullable Instant fixed;

    public SettableClock(Clock real) {
        this.real = real;
    }

    public Instant now() {
        Instant set = fixed;
        return set != null ? set : real.instant();
    }

    public boolean isSet() {
        return fixed != null;
    }

    public void set(Instant now) {
        fixed = now;
    }

    /** Back to real time. */
    public void reset() {
        fixed = null;
    }
}
