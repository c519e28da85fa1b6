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
    private static final int MOST_CONNECTIONS = 20_000;
    private static final Duration DRAIN = Duration.ofMillis(500);

    /** What one event loop sends easily; above it, a second one is worth its thread. */
    private static final double RATE_OF_A_LOOP = 10_000;

    @Option(
            names = "--rps",
            paramLabel = "RATE",
            description =
                    "requests per second (default 12); 'max' follows no schedule: each connection sends again as soon as"
                            + " it has its answer, which finds the highest rate but measures no latency")
    @Nullable
    String rate;

    @Option(
            names = {"--connections", "--workers"},
            paramLabel = "N",
            defaultValue = "30",
            description = "maximum number of requests in flight, one per connection; when all connections are busy,"
                    + " requests wait and count as late (default ${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "maximum number of requests waiting for a connection; further ones are dropped and counted (default"
                            + " ${DEFAULT-VALUE})")
    int backlog;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            defaultValue = "0",
            description = "sending threads (default: one per 10000 requests per second, at most one per core)")
    int eventLoops;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "seed of arrivals, customers and amounts; the same seed repeats them exactly (default ${DEFAULT-VALUE})")
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
            throw new IllegalArgumentException("the rate would reach more than 1000000 requests per second");
        }
    }

    LoadSettings settings(ArrivalPlan plan, TargetOptions target, MixOptions mix) {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("--connections must be between 1 and " + MOST_CONNECTIONS);
        }
        if (backlog < 1 || backlog > 10_000_000) {
            throw new IllegalArgumentException("--backlog must be between 1 and 10000000");
        }
        return new LoadSettings(
                plan,
                !unpaced(),
                connections,
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
        if (eventLoops < 0 || eventLoops > connections) {
            throw new IllegalArgumentException("--event-loops must be between 1 and the number of connections");
        }
        if (eventLoops > 0) {
            return eventLoops;
        }
        int needed = unpaced() ? cores : (int) Math.ceil(plan.curve().peak() / RATE_OF_A_LOOP);
        return Math.max(1, Math.min(Math.min(needed, connections), cores));
    }
}
