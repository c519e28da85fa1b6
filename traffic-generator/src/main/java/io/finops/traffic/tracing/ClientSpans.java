package io.finops.traffic.tracing;

import io.finops.telemetry.tracing.Tracing;
import io.finops.traffic.http.TraceId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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

    /**
     * To where the environment says; none if it names no endpoint.
     *
     * @param version of the generator
     * @param address of whom the requests are sent to
     * @throws IllegalArgumentException with one line where a variable makes no sense
     */
    public static ClientSpans open(Map<String, String> environment, String version, String address, int port) {
        // Which requests are traced is what --trace-share says.
        return new Tracing("traffic-generator", "always_on", 2048, () -> new ChosenIds())
                .open(environment, version)
                .map(telemetry -> warm(telemetry, address, port))
                .orElseGet(ClientSpans::none);
    }

    /** The first traced request, and those that wait behind it, would else pay for the loading of classes. */
    private static ClientSpans warm(OpenTelemetry telemetry, String address, int port) {
        Tracer nobody = SdkTracerProvider.builder()
                .setIdGenerator(new ChosenIds())
                .build()
                .get("warm-up");
        new ClientSpans(nobody, "", 0).ended(new TraceId(1, 1, 1), 1, 1, 500, "warm_up", true);
        return new ClientSpans(telemetry.getTracer("io.finops.traffic"), address, port);
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
