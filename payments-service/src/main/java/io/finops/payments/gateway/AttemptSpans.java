package io.finops.payments.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

/** The client's span of every attempt at the gateway, in sampled traces. Thread-safe. */
final class AttemptSpans {
    private final Tracer tracer;
    private final URI gateway;
    private final CircuitBreaker breaker;

    AttemptSpans(Tracer tracer, URI gateway, CircuitBreaker breaker) {
        this.tracer = tracer;
        this.gateway = gateway;
        this.breaker = breaker;
    }

    /**
     * Runs an attempt within its span.
     *
     * @param route the path with names in place of ids
     * @param number 1 for the first attempt
     */
    <T> Attempt<T> in(String route, int number, Supplier<Attempt<T>> attempt) {
        Span around = tracer.currentSpan();
        if (around == null || !Boolean.TRUE.equals(around.context().sampled())) {
            return attempt.get();
        }
        Span.Builder builder = tracer.spanBuilder()
                .name("POST " + route)
                .kind(Span.Kind.CLIENT)
                .tag("http.request.method", "POST")
                .tag("url.template", route)
                // What a service graph calls a party that sends no spans.
                .tag("peer.service", "card-gateway")
                .tag("server.address", gateway.getHost())
                .tag("server.port", port())
                .tag("gateway.breaker.state", breaker.getState().name().toLowerCase(Locale.ROOT));
        if (number > 1) {
            builder.tag("http.request.resend_count", number - 1L);
        }
        Span span = builder.start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            Attempt<T> ended = attempt.get();
            span.tag("gateway.outcome", ended.outcome().label);
            if (ended.outcome().isUnwell()) {
                span.error(new GatewayUnwell(ended.outcome())).tag("error.type", ended.outcome().label);
            }
            return ended;
        } finally {
            scope.close();
            span.end();
        }
    }

    private int port() {
        return gateway.getPort() >= 0 ? gateway.getPort() : "https".equals(gateway.getScheme()) ? 443 : 80;
    }
}
