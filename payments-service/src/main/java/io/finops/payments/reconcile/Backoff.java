package io.finops.payments.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits of 1, 2, 4, 8, 15, 15 … s between attempts, each with up to half of it as jitter. Pure. */
final class Backoff {
    private static final long LONGEST_MILLIS = 15_000;

    private Backoff() {}

    static Duration after(int attempts, RandomGenerator random) {
        long base = Math.min(LONGEST_MILLIS, 1000L << Math.min(10, Math.max(0, attempts - 1)));
        return Duration.ofMillis(base + random.nextLong(base / 2));
    }
}
