package io.finops.traffic.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.http.TraceId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientSpansTest {
    private static final TraceId TRACE = new TraceId(0xabc, 2, 0x7f);

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final ClientSpans spans = ClientSpansTo.exporter(ended);

    @Test
    void hasTheIdsThatTheRequestCarriedAndLastsAsLongAsTheRequest() {
        spans.ended(TRACE, 1_500_000, 0, 201, "approved", false);

        SpanData span = ended.getFinishedSpanItems().get(0);
        assertThat(span.getTraceId()).isEqualTo("0000000000000abc0000000000000002");
        assertThat(span.getSpanId()).isEqualTo("000000000000007f");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(1_500_000);
        assertThat(attribute(span, AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(201L);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aRequestWithoutAnAnswerSaysWhatBecameOfIt() {
        spans.ended(TRACE, 10, 1, 0, "timeout", true);

        SpanData span = ended.getFinishedSpanItems().get(0);
        assertThat(attribute(span, AttributeKey.stringKey("error.type"))).isEqualTo("timeout");
        assertThat(attribute(span, AttributeKey.longKey("http.request.resend_count")))
                .isEqualTo(1L);
        assertThat(attribute(span, AttributeKey.longKey("http.response.status_code")))
                .isNull();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    private static <T> @Nullable T attribute(SpanData span, AttributeKey<T> key) {
        return span.getAttributes().get(key);
    }
}
