package io.finops.traffic.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Spans that a test looks at instead of a server. */
public final class Collected implements SpanExporter {
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** What makes them. */
    public ClientSpans source() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(new ChosenIds())
                .addSpanProcessor(SimpleSpanProcessor.create(this))
                .build();
        return new ClientSpans(provider.get("test"), "127.0.0.1", 8080);
    }

    public List<SpanData> spans() {
        return spans;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
