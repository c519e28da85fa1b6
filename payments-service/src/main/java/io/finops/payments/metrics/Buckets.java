package io.finops.payments.metrics;

import java.time.Duration;
import java.util.stream.IntStream;

/** Histogram edges: few, and one at each objective (0.5 s to answer, 300 s to settle). */
public final class Buckets {
    private static final int[] REQUEST_MILLIS = {5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000};
    private static final int[] SETTLEMENT_MILLIS = {
        10, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000
    };

    private Buckets() {}

    public static Duration[] requests() {
        return durations(REQUEST_MILLIS);
    }

    public static Duration[] settlement() {
        return durations(SETTLEMENT_MILLIS);
    }

    public static double[] score() {
        return IntStream.rangeClosed(1, 10).mapToDouble(i -> i / 10.0).toArray();
    }

    private static Duration[] durations(int[] millis) {
        return IntStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
