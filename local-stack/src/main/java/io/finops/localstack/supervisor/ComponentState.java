package io.finops.localstack.supervisor;

import java.util.Locale;

/** Where a component is in its life. */
public enum ComponentState {
    /** Its dependencies are not up yet. */
    WAITING,
    /** Running, not healthy yet. */
    STARTING,
    /** Running and healthy. */
    UP,
    /** Running, was healthy, and is not now; started anew when that lasts. */
    UNHEALTHY,
    /** Ended by itself, or for being unhealthy; will be started again. */
    RESTARTING,
    /** Kept down by a drill. */
    HELD,
    /** Not running. */
    DOWN,
    /** Optional, and not on this machine. */
    ABSENT;

    /** As {@code status} and its file spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
