package io.finops.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private final Tracing tracing = new Tracing("our-program", "always_on", 512);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private HttpServer taker;

    @BeforeEach
    void take() throws IOException {
        taker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        taker.createContext("/v1/traces", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        taker.start();
    }

    @AfterEach
    void stop() {
        taker.stop(0);
    }

    @Test
    void thereIsNoneWithoutAnEndpoint() {
        assertThat(tracing.open(Map.of("OTEL_SERVICE_NAME", "another"), "1.0")).isEmpty();
        assertThat(tracing.open(Map.of(ENDPOINT, " "), "1.0")).isEmpty();
    }

    @Test
    void aSpanReachesWhoeverTakesItWithWhatTheProgramIs() {
        end(tracing.open(Map.of(ENDPOINT, endpoint(), "DEPLOYMENT_ENVIRONMENT", "rehearsal"), "1.0")
                .orElseThrow());

        assertThat(taken)
                .singleElement()
                .asString()
                .contains("a step", "our-program", "service.version", "1.0", "service.instance.id", "rehearsal");
    }

    @Test
    void theEnvironmentIsPreferredToWhatTheProgramSays() {
        end(tracing.open(Map.of(ENDPOINT, endpoint(), "OTEL_SERVICE_NAME", "another"), "1.0")
                .orElseThrow());
        end(tracing.open(Map.of(ENDPOINT, endpoint(), "OTEL_TRACES_SAMPLER", "always_off"), "1.0")
                .orElseThrow());

        assertThat(taken).singleElement().asString().contains("another").doesNotContain("our-program");
    }

    @Test
    void idsCanBeChosen() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        OpenTelemetry telemetry = new Tracing("our-program", "always_on", 512, () -> new Chosen(trace))
                .open(Map.of(ENDPOINT, endpoint()), "1.0")
                .orElseThrow();

        assertThat(end(telemetry).getSpanContext().getTraceId()).isEqualTo(trace);
    }

    @Test
    void anEndpointThatIsNoAddressIsOneClearLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracing.open(Map.of(ENDPOINT, "not an address"), "1.0"))
                .withMessage("traces: OTLP endpoint must be a valid URL: not an address");
    }

    @Test
    void gRpcIsRefusedInOneClearLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> tracing.open(Map.of(ENDPOINT, endpoint(), "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), "1.0"))
                .withMessage("traces: spans are sent by http/protobuf, not by grpc");
    }

    /** Makes a span, and sends what waits, as the end of a process does. */
    private static Span end(OpenTelemetry telemetry) {
        Span span = telemetry.getTracer("test").spanBuilder("a step").startSpan();
        span.end();
        ((OpenTelemetrySdk) telemetry).close();
        return span;
    }

    private String endpoint() {
        return "http://127.0.0.1:" + taker.getAddress().getPort();
    }

    private record Chosen(String trace) implements IdGenerator {
        @Override
        public String generateTraceId() {
            return trace;
        }

        @Override
        public String generateSpanId() {
            return "00f067aa0ba902b7";
        }
    }
}
