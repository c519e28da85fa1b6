package io.finops.payments.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code http_server_requests_seconds} with the labels that Spring's own instrumentation has, for the dashboards that
 * expect them. Thread-safe.
 */
public final class RequestMeters {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    public RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Series(String method, String uri, int status, String exception) {}

    /**
     * Counts one request.
     *
     * @param method as it was sent; one that HTTP does not know is {@code UNKNOWN}
     * @param uri the route's template, or another of a bounded set of names: never a path as it was sent
     * @param exception the simple name of what ended the request, or {@code none}
     */
    public void record(String method, String uri, int status, String exception, long nanos) {
        Series series = new Series(METHODS.contains(method) ? method : "UNKNOWN", uri, status, exception);
        Timer timer = timers.get(series);
        if (timer == null) {
            timer = timers.computeIfAbsent(series, this::register);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer register(Series series) {
        return Timer.builder("http_server_requests_seconds")
                .description("Requests to the server, as Spring counts them")
                .tag("method", series.method())
                .tag("uri", series.uri())
                .tag("status", Integer.toString(series.status()))
                .tag("outcome", outcome(series.status()))
                .tag("exception", series.exception())
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}
