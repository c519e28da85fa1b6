package io.finops.telemetry.profiling;

import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles of this process (CPU, allocations, locks), sent to Pyroscope by its agent where {@code PYROSCOPE_SERVER_ADDRESS} names one. Nothing of the agent is loaded otherwise.
 * A server that is away costs profiles: they wait in a queue of eight and are then dropped, and the log says so once a minute.
 *
 * <pre>{@code
 * Profiling profiling = Profiling.start("payments-service", "1.0", System.getenv());
 * profiling.spans().ifPresent(tracerProvider::addSpanProcessor);
 * }</pre>
 */
public final class Profiling {
    private static final String SERVER = "PYROSCOPE_SERVER_ADDRESS";
    private static final Logger LOG = LoggerFactory.getLogger(Profiling.class);
    private static final Profiling OFF = new Profiling(Optional.empty());

    private final Optional<SpanProcessor> spans;

    private Profiling(Optional<SpanProcessor> spans) {
        this.spans = spans;
    }

    /** Whether a server is named. */
    public static boolean isWanted(Map<String, String> environment) {
        return !environment.getOrDefault(SERVER, "").isBlank();
    }

    /**
     * Starts to profile this process until its end; call it once. A machine that the profiler does not run on gets a line in the log and no profiles.
     *
     * @param service what the profiles are called, unless {@code PYROSCOPE_APPLICATION_NAME} is another; {@code PYROSCOPE_PROFILER_ALLOC} and
     *     the agent's other variables are obeyed alike
     * @param version goes with each profile as {@code service_version}, so that two releases can be compared
     */
    public static Profiling start(String service, String version, Map<String, String> environment) {
        if (!isWanted(environment)) {
            return OFF;
        }
        try {
            return new Profiling(Optional.of(Agent.start(service, version, environment)));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("no profiles: {}", e.toString());
            return OFF;
        }
    }

    /** What tells the profiler which span a thread is at, and the span that it has a profile. Empty while nothing is profiled. */
    public Optional<SpanProcessor> spans() {
        return spans;
    }
}
