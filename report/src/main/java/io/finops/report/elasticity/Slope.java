package io.finops.report.elasticity;

import java.util.Arrays;

/**
 * The slope of a line through points, by Theil and Sen: the median of the slopes of all pairs, so that points in the wrong place move it little and one moves it hardly. The bounds are
 * order statistics of the same slopes (P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968).
 *
 * @param lower the slope is above it in 39 of 40 cases; negative infinity when there are too few points to tell
 * @param upper likewise
 */
record Slope(double value, double lower, double upper) {
    private static final double NINETEEN_OF_TWENTY = 1.96;
    static final Slope NONE = new Slope(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Through points; {@link #NONE} when all have one x.
     *
     * @param dependence by how much the variance of Kendall's score is larger than that of independent points
     */
    static Slope through(double[] x, double[] y, double dependence) {
        int n = x.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (x[i] != x[j]) {
                    slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        if (pairs == 0) {
            return NONE;
        }
        slopes = Arrays.copyOf(slopes, pairs);
        Arrays.sort(slopes);
        double variance = n * (n - 1.0) * (2 * n + 5) / 18;
        double spread = NINETEEN_OF_TWENTY * Math.sqrt(dependence * variance);
        int below = (int) Math.floor((pairs - spread) / 2) - 1;
        int above = (int) Math.ceil((pairs + spread) / 2);
        return new Slope(
                Medians.of(slopes),
                below < 0 ? Double.NEGATIVE_INFINITY : slopes[below],
                above >= pairs ? Double.POSITIVE_INFINITY : slopes[above]);
    }
}
