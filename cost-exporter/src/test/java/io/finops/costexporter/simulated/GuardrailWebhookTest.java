package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A breach on its way to a receiver over HTTP. */
class GuardrailWebhookTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:30:00Z");
    private static final String ACTED = "finops_guardrail_actions_total{dry_run=\"false\",guardrail=\"everything\"}";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final MovableClock clock = new MovableClock(NOW);
    private final HttpServer receiver;
    private volatile int status = 204;

    @TempDir
    Path stateDir;

    GuardrailWebhookTest() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    static void setClock() {
        SIMULATOR.setClock(NOW);
    }

    @BeforeEach
    void startReceiver() {
        receiver.createContext("/hook", this::receive);
        receiver.start();
    }

    @AfterEach
    void stopReceiver() {
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        bodies.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void aBreachIsRetriedUnderOneIdUntilItIsTakenAndNotSentAgainAfterARestart() {
        status = 503;
        try (Exporter exporter = exporter("false")) {
            exporter.tick();
            assertThat(keys).hasSize(1);
            assertThat(exporter.sample(ACTED)).isZero();

            exporter.tick();
            assertThat(keys).as("not before the back-off").hasSize(1);
        }

        status = 204;
        clock.advance(Duration.ofSeconds(5));
        try (Exporter restarted = exporter("false")) {
            restarted.tick();
            assertThat(keys).hasSize(2);
            assertThat(keys.get(1)).isEqualTo(keys.get(0));
            assertThat(restarted.sample(ACTED)).isEqualTo(1);
        }

        clock.advance(Duration.ofSeconds(5));
        try (Exporter again = exporter("false")) {
            again.tick();
            clock.advance(Duration.ofMinutes(5));
            again.tick();
        }
        assertThat(keys).hasSize(2);
        assertThat(bodies.get(1).path("id").asString()).isEqualTo(keys.get(1));
        assertThat(bodies.get(1).path("guardrail").asString()).isEqualTo("everything");
        assertThat(bodies.get(1).path("month").asString()).isEqualTo("2026-11");
        assertThat(bodies.get(1).path("amount").asDouble()).isGreaterThan(10);
    }

    @Test
    void aDryRunSendsNothing() {
        try (Exporter exporter = exporter("true")) {
            exporter.tick();
            assertThat(exporter.sample(ACTED.replace("dry_run=\"false\"", "dry_run=\"true\"")))
                    .isEqualTo(1);
        }
        assertThat(keys).isEmpty();
    }

    private Exporter exporter(String dryRun) {
        String prefix = "cost-exporter.guardrails[0].";
        return new Exporter(
                SIMULATOR.uri(),
                stateDir,
                clock,
                Map.of(
                        "cost-exporter.collectors",
                        "",
                        prefix + "name",
                        "everything",
                        prefix + "monthly-limit",
                        "10",
                        prefix + "actual-thresholds",
                        "1.0",
                        prefix + "forecast-thresholds",
                        "",
                        prefix + "webhook",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                        prefix + "dry-run",
                        dryRun));
    }
}
