package io.finops.traffic.tracing;

import io.finops.traffic.http.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/** Gives a span the ids that its request has already carried away. One at a time for each thread. */
final class ChosenIds implements IdGenerator {
    private static final ThreadLocal<@Nullable TraceId> NEXT = new ThreadLocal<>();

    static void next(TraceId id) {
        NEXT.set(id);
    }

    @Override
    public String generateTraceId() {
        TraceId id = NEXT.get();
        return id == null ? IdGenerator.random().generateTraceId() : id.hex();
    }

    @Override
    public String generateSpanId() {
        TraceId id = NEXT.get();
        return id == null ? IdGenerator.random().generateSpanId() : id.spanHex();
    }
}
