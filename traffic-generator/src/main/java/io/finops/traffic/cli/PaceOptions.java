package io.finops.traffic.cli;

import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.RateCurve;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast, and with how much of this machine. */
final class PaceOptions {
    private static final double DEFAULT_RATE = 12;
    private static final double FASTEST = 1_000_000;
    private static final String MAX = "max";
    private static final int MOST_WORKERS = 20_000;
    private static final Duration DRAIN = Duration.ofMillis(500);

    /** What one event loop sends easily; above it, a second one is worth its thread. */
    private static final double RATE_OF_A_LOOP = 10_000;

    @Option(
            names = "--rps",
            paramLabel = "RATE",
            description = "requests a second (default 12); 'max' sends on every connection as soon as it is free, which"
                    + " finds the highest rate and says nothing about latency")
    @Nullable
    String rate;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "most requests in flight at a time, each on a connection of its own; when all are busy, requests"
                            + " wait and count as late (default ${DEFAULT-VALUE})")
    int workers;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "100000",
            description = "most requests that wait for a worker; what is due beyond it is dropped and counted (default"
                    + " ${DEFAULT-VALUE})")
    int backlog;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            defaultValue = "0",
            description = "threads that send (default: one for every 10000 requests a second, at most one a core)")
    int eventLoops;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "repeats arrivals, customers and amounts exactly (default ${DEFAULT-VALUE})")
    long seed;

    boolean rateGiven() {
        return rate != null;
    }

    boolean unpaced() {
        return MAX.equals(rate);
    }

    /** Requests a second; without a pace, a number that nobody asks for. */
    double rps() {
        if (rate == null || unpaced()) {
            return DEFAULT_RATE;
        }
        try {
            double rps = Double.parseDouble(rate);
            if (rps > 0 && rps <= FASTEST) {
                return rps;
            }
        } catch (NumberFormatException e) {
            // The message below says what was wanted.
        }
        throw new IllegalArgumentException("--rps must be a number above 0 and up to 1000000, or max");
    }

    long seed() {
        return seed;
    }

    static void check(RateCurve curve) {
        if (curve.peak() > FASTEST) {
            throw new IllegalArgumentException("the rate would reach more than 1000000 requests a second");
        }
    }

    LoadSettings settings(ArrivalPlan plan, TargetOptions target, MixOptions mix) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("--workers must be between 1 and " + MOST_WORKERS);
        }
        if (backlog < 1 || backlog > 10_000_000) {
            throw new IllegalArgumentException("--backlog must be between 1 and 10000000");
        }
        return new LoadSettings(
                plan,
                !unpaced(),
                workers,
                loops(plan),
                target.timeout,
                DRAIN,
                backlog,
                mix.retries,
                mix.retryDelay,
                mix.traceShare);
    }

    private int loops(ArrivalPlan plan) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (eventLoops < 0 || eventLoops > workers) {
            throw new IllegalArgumentException("--event-loops must be between 1 and the number of workers");
        }
        if (eventLoops > 0) {
            return eventLoops;
        }
        int needed = unpaced() ? cores : (int) Math.ceil(plan.curve().peak() / RATE_OF_A_LOOP);
        return Math.max(1, Math.min(Math.min(needed, workers), cores));
    }
}
