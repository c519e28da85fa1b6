package io.finops.traffic.tracing;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Spans of requests for tests in other packages. */
public final class ClientSpansTo {
    private ClientSpansTo() {}

    public static ClientSpans exporter(SpanExporter exporter) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(new ChosenIds())
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        return new ClientSpans(provider.get("test"), "127.0.0.1", 8080);
    }
}
