package io.finops.telemetry.profiling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.function.LongConsumer;

/**
 * Marks what a thread's CPU is spent on by the span that it entered this process with, and that span as one that has a profile: the attribute is where Grafana looks. Inner spans
 * are part of it. The mark is the thread's, so the span has to begin and end on one platform thread.
 */
final class ProfiledSpans implements SpanProcessor {
    private static final AttributeKey<String> PROFILE = AttributeKey.stringKey("pyroscope.profile.id");

    private final LongConsumer thread;

    /** @param thread marks the calling thread with the id of a span, 0 for none */
    ProfiledSpans(LongConsumer thread) {
        this.thread = thread;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (entersProcess(span)) {
            String id = span.getSpanContext().getSpanId();
            span.setAttribute(PROFILE, id);
            thread.accept(Long.parseUnsignedLong(id, 16));
        }
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (entersProcess(span)) {
            thread.accept(0);
        }
    }

    private static boolean entersProcess(ReadableSpan span) {
        SpanContext parent = span.getParentSpanContext();
        return !parent.isValid() || parent.isRemote();
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
