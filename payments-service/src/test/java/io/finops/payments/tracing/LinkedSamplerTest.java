package io.finops.payments.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedSamplerTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void whatRefersToASampledTraceIsSampled() {
        assertThat(decision(Sampler.alwaysOff(), TraceFlags.getSampled()))
                .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    @Test
    void everythingElseIsByShare() {
        assertThat(decision(Sampler.alwaysOff(), TraceFlags.getDefault())).isEqualTo(SamplingDecision.DROP);
        assertThat(decision(Sampler.alwaysOn(), TraceFlags.getDefault())).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    private static SamplingDecision decision(Sampler share, TraceFlags linked) {
        LinkData link = LinkData.create(SpanContext.create(TRACE, "00f067aa0ba902b7", linked, TraceState.getDefault()));
        return new LinkedSampler(share)
                .shouldSample(Context.root(), TRACE, "reconcile", SpanKind.INTERNAL, Attributes.empty(), List.of(link))
                .getDecision();
    }
}
