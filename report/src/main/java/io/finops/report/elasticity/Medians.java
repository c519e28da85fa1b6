package io.finops.report.elasticity;

import java.util.Arrays;

/** The middle of some numbers, and how far they typically lie from it. */
final class Medians {
    private Medians() {}

    /** NaN for no numbers. */
    static double of(double[] numbers) {
        if (numbers.length == 0) {
            return Double.NaN;
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Median distance from the median. */
    static double deviation(double[] numbers) {
        double centre = of(numbers);
        return of(
                Arrays.stream(numbers).map(number -> Math.abs(number - centre)).toArray());
    }
}
