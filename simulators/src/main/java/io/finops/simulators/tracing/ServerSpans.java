package io.finops.simulators.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** A SERVER span of each request whose caller traces it. To be used on the event loop. */
public final class ServerSpans {
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    public ServerSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.finops.simulators");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /**
     * Begins the span of a request, which ends with its answer or with its connection.
     *
     * @param route the path with names in place of ids
     */
    public void follow(HttpServerRequest request, String route) {
        Context caller = propagator.extract(Context.root(), request, Headers.OF_REQUEST);
        if (!Span.fromContext(caller).getSpanContext().isSampled()) {
            return;
        }
        Span span = tracer.spanBuilder(request.method().name() + " " + route)
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method().name())
                .setAttribute("http.route", route)
                .setAttribute("url.scheme", "http")
                .startSpan();
        HttpServerResponse response = request.response();
        response.endHandler(gone -> {
            if (!response.ended()) {
                failed(span, "connection_closed");
            } else {
                int status = response.getStatusCode();
                span.setAttribute("http.response.status_code", (long) status);
                if (status >= 500) {
                    failed(span, Integer.toString(status));
                }
            }
            span.end();
        });
    }

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
    }

    private enum Headers implements TextMapGetter<HttpServerRequest> {
        OF_REQUEST;

        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    }
}
