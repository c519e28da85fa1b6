package io.finops.costexporter.series;

import java.util.Arrays;

/** The middle of some numbers, and how far they typically lie from it. */
public final class Median {
    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double NORMAL_CONSISTENCY = 1.4826;

    private Median() {}

    /** NaN for no numbers. */
    public static double of(double... numbers) {
        if (numbers.length == 0) {
            return Double.NaN;
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Median absolute deviation from a centre, scaled to be comparable with a standard deviation. */
    public static double deviation(double centre, double... numbers) {
        double[] distances = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            distances[i] = Math.abs(numbers[i] - centre);
        }
        return NORMAL_CONSISTENCY * of(distances);
    }
}
