package io.finops.localstack.supervisor;

/** Where a component is in its life, as {@code status} spells it. */
public enum ComponentState {
    /** Its dependencies are not up yet. */
    waiting,
    /** Running, not healthy yet. */
    starting,
    /** Running and healthy. */
    up,
    /** Running, was healthy, and is not now; started anew when that lasts. */
    unhealthy,
    /** Ended by itself, or for being unhealthy; will be started again. */
    restarting,
    /** Kept down by a drill. */
    held,
    /** Not running. */
    down,
    /** Optional, and not on this machine. */
    absent
}
