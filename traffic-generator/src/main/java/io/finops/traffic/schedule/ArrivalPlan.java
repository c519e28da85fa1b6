package io.finops.traffic.schedule;

import java.time.Duration;

/**
 * Everything that determines when requests are due. Two plans that are equal give the same nanoseconds.
 *
 * @param curve the rate over time
 * @param spacing how arrivals lie around the rate
 * @param seed of the random spacing
 * @param duration arrivals lie before it
 */
public record ArrivalPlan(RateCurve curve, Spacing spacing, long seed, Duration duration) {
    private static final double NANOS = 1e9;

    /** The whole sequence from its beginning. */
    public ArrivalSchedule open() {
        Spacing.Counts counts = spacing.counts(seed);
        long end = duration.toNanos();
        return () -> {
            double seconds = curve.timeOf(counts.next());
            // Beyond the range of a long, the cast saturates to END.
            long nanos = (long) (seconds * NANOS);
            return nanos < end ? nanos : ArrivalSchedule.END;
        };
    }
}
