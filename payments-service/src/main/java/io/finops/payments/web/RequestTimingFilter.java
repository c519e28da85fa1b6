package io.finops.payments.web;

import io.finops.payments.metrics.Buckets;
import io.finops.payments.metrics.RequestMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Times every request, from its first filter to its answer; those of the API by operation and outcome too. */
final class RequestTimingFilter extends OncePerRequestFilter {
    private final Map<Endpoint, Map<RequestOutcome, Timer>> timers = new EnumMap<>(Endpoint.class);
    private final RequestMeters meters;
    private final RequestLog log;

    RequestTimingFilter(MeterRegistry registry, RequestLog log) {
        this.log = log;
        meters = new RequestMeters(registry);
        for (Endpoint endpoint : Endpoint.values()) {
            Map<RequestOutcome, Timer> byOutcome = new EnumMap<>(RequestOutcome.class);
            for (RequestOutcome outcome : endpoint.outcomes()) {
                byOutcome.put(
                        outcome,
                        Timer.builder("app_requests_processing_seconds")
                                .description("Time to answer an API request")
                                .tag("operation", endpoint.label())
                                .tag("outcome", outcome.label())
                                .serviceLevelObjectives(Buckets.requests())
                                .register(registry));
            }
            timers.put(endpoint, byOutcome);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        int thrownStatus = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        String exception = "unknown";
        try {
            chain.doFilter(request, response);
            thrownStatus = 0;
            exception = "none";
        } catch (ServletException | IOException | RuntimeException e) {
            exception = e.getClass().getSimpleName();
            if (!ClientGone.is(e)) {
                throw e;
            }
            thrownStatus = 0;
            ClientGone.note(request, e);
            // Tomcat has put it there and would report it as an error of ours; the status that it has set stays.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        } finally {
            record(
                    request,
                    response,
                    thrownStatus == 0 ? response.getStatus() : thrownStatus,
                    exception,
                    System.nanoTime() - start);
        }
    }

    private void record(
            HttpServletRequest request, HttpServletResponse response, int status, String exception, long nanos) {
        Endpoint endpoint =
                Endpoint.of(request.getMethod(), request.getRequestURI()).orElse(null);
        meters.record(request.getMethod(), route(endpoint, request, status), status, exception, nanos);
        if (endpoint == null) {
            return;
        }
        RequestOutcome outcome = RequestOutcome.of(request, status);
        Map<RequestOutcome, Timer> byOutcome = timers.get(endpoint);
        Timer timer = byOutcome == null ? null : byOutcome.get(outcome);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
        log.ended(endpoint, outcome, request, response, status, nanos);
    }

    /** The template of the route, or the words that Spring has for what is none: never what was sent. */
    private static String route(@Nullable Endpoint endpoint, HttpServletRequest request, int status) {
        if (endpoint != null) {
            return endpoint.route();
        }
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        return status == HttpServletResponse.SC_NOT_FOUND ? "NOT_FOUND" : "UNKNOWN";
    }
}
