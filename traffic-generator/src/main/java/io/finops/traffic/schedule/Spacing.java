package io.finops.traffic.schedule;

import java.util.SplittableRandom;

/** How arrivals lie around the rate. */
public enum Spacing {
    /** Evenly: the n-th request when the expected count reaches n. */
    CONSTANT,
    /** At random, as independent customers do: gaps are exponential at a steady rate. */
    POISSON;

    /** The expected counts at which the arrivals of a run lie, in order, from the seed alone. */
    Counts counts(long seed) {
        if (this == CONSTANT) {
            long[] n = {0};
            return () -> n[0]++;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] sum = {0};
        return () -> {
            sum[0] -= Math.log1p(-random.nextDouble());
            return sum[0];
        };
    }

    /** The next expected count. */
    interface Counts {
        double next();
    }
}
