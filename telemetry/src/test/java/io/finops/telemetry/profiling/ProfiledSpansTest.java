package io.finops.telemetry.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfiledSpansTest {
    private final List<Long> marks = new ArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(new ProfiledSpans(marks::add))
            .build();
    private final Tracer tracer = provider.get("test");

    @Test
    void aThreadIsMarkedWithTheSpanThatItEnteredTheProcessWithUntilThatEnds() {
        Span outer = tracer.spanBuilder("POST /payments").startSpan();
        Span inner = tracer.spanBuilder("claim")
                .setParent(Context.root().with(outer))
                .startSpan();
        inner.end();
        assertThat(profile(inner)).isNull();
        assertThat(marks).containsExactly(id(outer));
        outer.end();

        assertThat(marks).containsExactly(id(outer), 0L);
        assertThat(profile(outer)).isEqualTo(outer.getSpanContext().getSpanId());
    }

    @Test
    void aTraceThatTheCallerBeganIsEnteredToo() {
        SpanContext caller = SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "f0f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        Span span = tracer.spanBuilder("POST /payments")
                .setParent(Context.root().with(Span.wrap(caller)))
                .startSpan();
        span.end();

        assertThat(profile(span)).isEqualTo(span.getSpanContext().getSpanId());
        assertThat(marks).containsExactly(id(span), 0L);
    }

    @Test
    void whatIsNotSampledIsNotMarked() {
        SdkTracerProvider none = SdkTracerProvider.builder()
                .setSampler(Sampler.alwaysOff())
                .addSpanProcessor(new ProfiledSpans(marks::add))
                .build();
        none.get("test").spanBuilder("POST /payments").startSpan().end();

        assertThat(marks).isEmpty();
    }

    private static long id(Span span) {
        return Long.parseUnsignedLong(span.getSpanContext().getSpanId(), 16);
    }

    private static @Nullable String profile(Span span) {
        return ((ReadableSpan) span).getAttribute(AttributeKey.stringKey("pyroscope.profile.id"));
    }
}
