package io.finops.traffic.cli;

import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.schedule.ArrivalPlan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How fast, and with how much of this machine. */
final class PaceOptions {
    private static final double FASTEST = 1_000_000;
    private static final int MOST_WORKERS = 20_000;
    private static final int BACKLOG = 100_000;
    private static final Duration DRAIN = Duration.ofMillis(500);

    /** What one event loop sends easily; above it, a second one is worth its thread. */
    private static final double RATE_OF_A_LOOP = 10_000;

    @Option(
            names = "--rps",
            paramLabel = "RATE",
            defaultValue = "12",
            description = "requests a second (default ${DEFAULT-VALUE})")
    double rps;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "most requests in flight at a time, each on a connection of its own; when all are busy, requests"
                            + " wait and count as late (default ${DEFAULT-VALUE})")
    int workers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "repeats arrivals, customers and amounts exactly (default ${DEFAULT-VALUE})")
    long seed;

    double rps() {
        if (!(rps > 0 && rps <= FASTEST)) {
            throw new IllegalArgumentException("--rps must be above 0 and at most 1000000");
        }
        return rps;
    }

    long seed() {
        return seed;
    }

    LoadSettings settings(ArrivalPlan plan, TargetOptions target, MixOptions mix) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("--workers must be between 1 and " + MOST_WORKERS);
        }
        return new LoadSettings(
                plan,
                true,
                workers,
                eventLoops(plan),
                target.timeout,
                DRAIN,
                BACKLOG,
                mix.retries,
                mix.retryDelay,
                mix.traceShare);
    }

    /** As many as the rate needs, at most one a core. */
    private int eventLoops(ArrivalPlan plan) {
        int needed = (int) Math.ceil(plan.curve().peak() / RATE_OF_A_LOOP);
        return Math.max(
                1, Math.min(Math.min(needed, workers), Runtime.getRuntime().availableProcessors()));
    }
}
