package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each refresh is a trace, with a span for every request to AWS. */
class RefreshTraceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:30:00Z");

    private static final String VIEW = "service";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @TempDir
    Path stateDir;

    @BeforeEach
    void setClock() {
        SIMULATOR.setClock(NOW);
    }

    @Test
    void everyPageIsARequestOfItsOwnWithItsNumberAndSize() {
        SIMULATOR.fault("ce-small-pages", "{\"rows\":20}");
        read();

        SpanData refresh = named("refresh spend/" + VIEW).get(0);
        List<SpanData> pages = named("CostExplorer/GetCostAndUsage").stream()
                .filter(span -> span.getTraceId().equals(refresh.getTraceId()))
                .toList();
        assertThat(refresh.getParentSpanContext().isValid()).isFalse();
        assertThat(refresh.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            assertThat(page.getParentSpanId()).isEqualTo(refresh.getSpanId());
            assertThat(page.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(number(page, "http.response.status_code")).isEqualTo(200);
            assertThat(number(page, "http.response.body.size")).isPositive();
        });
        assertThat(pages)
                .extracting(page -> number(page, "aws.page"))
                .isEqualTo(LongStream.rangeClosed(1, pages.size()).boxed().toList());
    }

    @Test
    void aFailureIsNamedAsAwsNamesItAndAsTheExporterDoes() {
        SIMULATOR.fault("ce-throttle", "{}");
        read();

        assertThat(text(named("CostExplorer/GetCostAndUsage").get(0), "error.type"))
                .isEqualTo("LimitExceededException");
        SpanData refresh = named("refresh spend/" + VIEW).get(0);
        assertThat(text(refresh, "error.type")).isEqualTo("throttled");
        assertThat(refresh.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void noAmountNorAccountIsInAnySpan() {
        read();

        assertThat(spans.getFinishedSpanItems())
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getAttributes().toString())
                        .doesNotContain("999900001111", "USD", "Amount", "AKID"));
    }

    private void read() {
        OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, new MovableClock(NOW), Map.of(), telemetry)) {
            exporter.tick();
        }
    }

    private List<SpanData> named(String name) {
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).contains(name);
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static long number(SpanData span, String key) {
        Long value = span.getAttributes().get(AttributeKey.longKey(key));
        return value == null ? -1 : value;
    }

    private static String text(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }
}
