package io.finops.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.finops.simulators.RunningSimulators;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String CHARGE =
            "{\"amount\":100,\"currency\":\"USD\",\"paymentMethod\":\"pm_ok_1\",\"reference\":\"pay_1\"}";
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final RunningSimulators simulators = RunningSimulators.start(
            "zero",
            null,
            OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build())
                    .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                    .build());

    @AfterEach
    void stop() {
        simulators.close();
    }

    @Test
    void anAnswerToATracedCallIsASpanOfThatTrace() {
        assertThat(simulators.send(charge("a", SAMPLED)).statusCode()).isEqualTo(201);

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("POST /charges");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(201);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void callsThatNobodyTracesAreNot() {
        assertThat(simulators.post("/charges", "b", CHARGE).statusCode()).isEqualTo(201);
        assertThat(simulators
                        .send(charge("c", SAMPLED.substring(0, SAMPLED.length() - 1) + "0"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(simulators.send(charge("d", "nonsense")).statusCode()).isEqualTo(201);
        assertThat(simulators.send(charge("e", SAMPLED)).statusCode()).isEqualTo(201);

        assertThat(onlySpan().getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void anOutageAndALostAnswerAreErrors() {
        simulators.put("/faults/gateway-down", "");
        assertThat(simulators.send(charge("f", SAMPLED)).statusCode()).isEqualTo(503);
        assertThat(onlySpan().getAttributes().get(ERROR)).isEqualTo("503");
        simulators.delete("/faults/gateway-down");

        simulators.put("/faults/gateway-drop-answers", "{\"share\":1}");
        assertThatThrownBy(() -> simulators.send(charge("g", SAMPLED))).isInstanceOf(UncheckedIOException.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSize(2));
        assertThat(spans.getFinishedSpanItems().get(1).getAttributes().get(ERROR))
                .isEqualTo("connection_closed");
        assertThat(spans.getFinishedSpanItems().get(1).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    private HttpRequest charge(String key, String traceParent) {
        return HttpRequest.newBuilder(simulators.uri("/charges"))
                .header("Idempotency-Key", key)
                .header("traceparent", traceParent)
                .POST(HttpRequest.BodyPublishers.ofString(CHARGE))
                .build();
    }

    private SpanData onlySpan() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSize(1));
        return spans.getFinishedSpanItems().get(0);
    }
}
