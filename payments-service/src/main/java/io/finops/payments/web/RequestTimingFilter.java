package io.finops.payments.web;

import io.finops.payments.metrics.Buckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/** Times every request of the API, from its first filter to its answer. */
final class RequestTimingFilter extends OncePerRequestFilter {
    private final Map<Operation, Map<RequestOutcome, Timer>> timers = new EnumMap<>(Operation.class);

    RequestTimingFilter(MeterRegistry registry) {
        for (Operation operation : Operation.values()) {
            Map<RequestOutcome, Timer> byOutcome = new EnumMap<>(RequestOutcome.class);
            for (RequestOutcome outcome : operation.outcomes()) {
                byOutcome.put(
                        outcome,
                        Timer.builder("app.requests.processing")
                                .description("Time to answer an API request")
                                .tag("operation", operation.label())
                                .tag("outcome", outcome.label())
                                .serviceLevelObjectives(Buckets.requests())
                                .register(registry));
            }
            timers.put(operation, byOutcome);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Operation operation =
                Operation.of(request.getMethod(), request.getRequestURI()).orElse(null);
        if (operation == null) {
            chain.doFilter(request, response);
            return;
        }
        long start = System.nanoTime();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            RequestOutcome outcome =
                    answered ? RequestOutcome.of(request, response.getStatus()) : RequestOutcome.SERVER_ERROR;
            Map<RequestOutcome, Timer> byOutcome = timers.get(operation);
            Timer timer = byOutcome == null ? null : byOutcome.get(outcome);
            if (timer != null) {
                timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }
    }
}
