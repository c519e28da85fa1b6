package io.finops.benchmarks.payments;

import java.util.Arrays;
import java.util.List;

/** Medians of rounds, and of what two variants had beside each other in the same rounds. */
final class Medians {
    private Medians() {}

    static double of(List<Double> rounds) {
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of the rounds' ratios, not the ratio of the medians: a noisy minute hits both sides of one round. */
    static double ofRatios(List<Double> over, List<Double> under) {
        Double[] ratios = new Double[over.size()];
        Arrays.setAll(ratios, i -> over.get(i) / under.get(i));
        return of(List.of(ratios));
    }

    /** To the third decimal. */
    static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }
}
