package io.finops.traffic.schedule;

/** The arrivals of one run, in order. Not thread-safe: every reader opens its own from the {@link ArrivalPlan}. */
public interface ArrivalSchedule {
    /** Returned after the last arrival. */
    long END = Long.MAX_VALUE;

    /** The next arrival in nanoseconds after the start of the run, or {@link #END}. */
    long next();
}
