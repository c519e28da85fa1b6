package io.finops.benchmarks.backtest;

import java.util.SplittableRandom;

/** Seeded numbers as they come in counts of independent events. Not thread-safe. */
final class Chance {
    private static final double NORMAL_FROM = 30;
    /** Below, events that come or not are as good as events that come at random. */
    private static final double RARE = 0.05;

    private final SplittableRandom random;
    private double spare = Double.NaN;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    double uniform() {
        return random.nextDouble();
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        double angle = 2 * Math.PI * random.nextDouble();
        spare = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }

    /** How many of independent events come when so many are expected. */
    int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean >= NORMAL_FROM) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** How many of {@code n} it happens to. */
    int of(int n, double share) {
        if (share >= 1) {
            return n;
        }
        if (share < RARE) {
            return Math.min(n, poisson(n * share));
        }
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += happens(share) ? 1 : 0;
        }
        return count;
    }
}
