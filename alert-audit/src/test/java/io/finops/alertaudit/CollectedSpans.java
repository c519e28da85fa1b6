package io.finops.alertaudit;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Spans that a test looks at instead of a server. */
final class CollectedSpans implements SpanExporter {
    private final List<SpanData> all = new CopyOnWriteArrayList<>();

    List<SpanData> all() {
        return all;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        all.addAll(ended);
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
