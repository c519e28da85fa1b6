package io.finops.traffic.tracing;

import io.finops.traffic.http.TraceId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One CLIENT span for each request that carried a trace, made when it has ended. Never waits. Thread-safe. */
public final class ClientSpans {
    private final @Nullable Tracer tracer;
    private final String address;
    private final int port;

    ClientSpans(@Nullable Tracer tracer, String address, int port) {
        this.tracer = tracer;
        this.address = address;
        this.port = port;
    }

    /** Makes none. */
    public static ClientSpans none() {
        return new ClientSpans(null, "", 0);
    }

    /**
     * A request that has just ended.
     *
     * @param nanos how long ago it was sent
     * @param attempt 0 unless it is a retry
     * @param status of the answer; 0 without one
     * @param outcome as reports name it
     * @param failed whether {@code outcome} is an error
     */
    public void ended(TraceId trace, long nanos, int attempt, int status, String outcome, boolean failed) {
        if (tracer == null) {
            return;
        }
        Instant end = Instant.now();
        ChosenIds.next(trace);
        SpanBuilder builder = tracer.spanBuilder("POST /payments")
                .setParent(Context.root())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(nanos, ChronoUnit.NANOS))
                .setAttribute("http.request.method", "POST")
                .setAttribute("server.address", address)
                .setAttribute("server.port", (long) port)
                .setAttribute("request.outcome", outcome);
        if (attempt > 0) {
            builder.setAttribute("http.request.resend_count", (long) attempt);
        }
        if (status > 0) {
            builder.setAttribute("http.response.status_code", (long) status);
        }
        Span span = builder.startSpan();
        if (failed) {
            span.setAttribute("error.type", status > 0 ? Integer.toString(status) : outcome)
                    .setStatus(StatusCode.ERROR);
        }
        span.end(end);
    }
}
