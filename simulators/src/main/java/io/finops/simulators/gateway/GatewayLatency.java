package io.finops.simulators.gateway;

import java.util.SplittableRandom;

/**
 * How long the gateway thinks.
 *
 * <p>{@code realistic} draws from a log-normal distribution with a median of 90 ms and a 99th percentile of about 400
 * ms, as card networks answer; {@code zero} answers at once; a number is a fixed delay in milliseconds. Not thread-safe.
 */
public final class GatewayLatency {
    private static final long REALISTIC = -1;
    private static final double MEDIAN_MILLIS = 90;
    private static final double SIGMA = 0.64;
    private static final long LONGEST_MILLIS = 2_000;

    private final long millis;
    private final SplittableRandom random;

    private GatewayLatency(long millis, long seed) {
        this.millis = millis;
        this.random = new SplittableRandom(seed);
    }

    /** Throws {@link IllegalArgumentException} with one line that says what is accepted. */
    public static GatewayLatency parse(String text, long seed) {
        return switch (text) {
            case "realistic" -> new GatewayLatency(REALISTIC, seed);
            case "zero" -> new GatewayLatency(0, seed);
            default -> new GatewayLatency(millis(text), seed);
        };
    }

    private static long millis(String text) {
        try {
            long millis = Long.parseLong(text);
            if (millis >= 0 && millis <= 60_000) {
                return millis;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException("gateway latency is " + text
                + ", but must be realistic, zero, or a number of milliseconds from 0 to 60000");
    }

    /** In milliseconds. */
    long next() {
        if (millis != REALISTIC) {
            return millis;
        }
        // The sum of twelve uniform draws is close enough to a normal one.
        double normal = -6;
        for (int i = 0; i < 12; i++) {
            normal += random.nextDouble();
        }
        return Math.min(LONGEST_MILLIS, Math.round(MEDIAN_MILLIS * Math.exp(SIGMA * normal)));
    }
}
