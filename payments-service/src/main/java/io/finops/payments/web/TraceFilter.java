package io.finops.payments.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The server's span of every request of the API; a trace that the caller has begun goes on. What is not sampled is not
 * described: its ids are in the log and reach the gateway, and that is all. It stands in for Spring's own observation of
 * requests, which prepares names, tags and timers that are then dropped for nine requests of ten.
 */
final class TraceFilter extends OncePerRequestFilter {
    private final Tracer tracer;
    private final Propagator propagator;

    TraceFilter(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Span span = propagator
                .extract(request, HttpServletRequest::getHeader)
                .kind(Span.Kind.SERVER)
                .start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            if (!Boolean.FALSE.equals(span.context().sampled())) {
                describe(span, request, response);
            }
            scope.close();
            span.end();
        }
    }

    private static void describe(Span span, HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        Endpoint.of(request.getMethod(), request.getRequestURI())
                .ifPresentOrElse(
                        endpoint -> {
                            span.name(endpoint.spanName())
                                    .tag("http.request.method", request.getMethod())
                                    .tag("http.route", endpoint.route());
                            RequestFacts.path(request).ifPresent(path -> span.tag("url.path", path));
                        },
                        () -> span.name("HTTP").tag("http.request.method", "_OTHER"));
        span.tag("http.response.status_code", status)
                .tag("url.scheme", request.getScheme())
                .tag("server.port", request.getLocalPort())
                .tag("request.outcome", RequestOutcome.of(request, status).label());
        RequestFacts.paymentId(request, response).ifPresent(id -> span.tag("payment.id", id));
        RequestFacts.merchantId(request).ifPresent(id -> span.tag("merchant.id", id));
        if (status >= 500) {
            span.error(new ServerError(status)).tag("error.type", String.valueOf(status));
        }
    }

    /** Makes a span one of an error; never thrown. */
    private static final class ServerError extends RuntimeException {
        private static final long serialVersionUID = 1;

        ServerError(int status) {
            super("answered " + status, null, false, false);
        }
    }
}
