package io.finops.telemetry.profiling;

import io.opentelemetry.sdk.trace.SpanProcessor;
import io.pyroscope.javaagent.ProfilerSdk;
import io.pyroscope.javaagent.PyroscopeAgent;
import io.pyroscope.javaagent.api.Logger;
import io.pyroscope.javaagent.config.Config;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Everything that needs the agent's classes. */
final class Agent {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Profiling.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Agent() {}

    static SpanProcessor start(String service, String version, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "PYROSCOPE_APPLICATION_NAME",
                service,
                "PYROSCOPE_LABELS",
                "service_version=" + version,
                // Allocations and locks are in the same file as the CPU, and only there.
                "PYROSCOPE_FORMAT",
                "jfr",
                // Needs no right that a container has to be given, as performance counters do.
                "PYROSCOPE_PROFILER_EVENT",
                "itimer",
                "PYROSCOPE_PROFILER_ALLOC",
                "512k",
                "PYROSCOPE_PROFILER_LOCK",
                "10ms"));
        settings.putAll(environment);
        PyroscopeAgent.start(new PyroscopeAgent.Options.Builder(Config.build(settings::get))
                .setLogger(logger())
                .build());
        ProfilerSdk profiler = new ProfilerSdk();
        return new ProfiledSpans(span -> profiler.setTracingContext(span, 0));
    }

    /** Into the program's own log instead of standard output. A server that is away fails each of many attempts. */
    private static Logger logger() {
        AtomicLong next = new AtomicLong(System.nanoTime());
        return (level, message, arguments) -> {
            if (level.compareTo(Logger.Level.WARN) < 0) {
                return;
            }
            long due = next.get();
            long now = System.nanoTime();
            if (now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS)) {
                LOG.warn("profiles: {}", String.format(Locale.ROOT, message, arguments));
            }
        };
    }
}
