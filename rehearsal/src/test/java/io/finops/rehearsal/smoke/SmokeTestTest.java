package io.finops.rehearsal.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finops.rehearsal.smoke.SmokeResult.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTestTest {
    @TempDir
    Path repository;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger(7);
    private final AtomicInteger unavailable = new AtomicInteger();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger emptyTraces = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void startAStackOfOneServer() throws IOException {
        Files.createDirectories(repository.resolve("grafana/dashboards/FinOps"));
        Files.writeString(
                repository.resolve("grafana/dashboards/FinOps/finops-overview.json"),
                "{\"panels\":[{\"title\":\"a\",\"targets\":[{\"refId\":\"A\",\"expr\":\"rate(up[$__rate_interval])\"}]}]}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsAPaymentEverywhere() throws InterruptedException {
        assertThat(run())
                .allSatisfy(
                        result -> assertThat(result.state()).as(result.name()).isEqualTo(State.OK));
        assertThat(run())
                .extracting(SmokeResult::name)
                .contains("payment", "payment as a metric", "payment as a log line", "payment as a trace");
    }

    @Test
    void anOptionalPartThatIsNotThereIsAbsentAndNoFailure() throws InterruptedException {
        missing.add("/loki/ready");
        missing.add("/tempo/ready");

        List<SmokeResult> results = run();

        assertThat(results).noneMatch(result -> result.state() == State.FAILED);
        assertThat(results)
                .filteredOn(result -> result.state() == State.ABSENT)
                .extracting(SmokeResult::name)
                .containsExactly("loki", "tempo", "payment as a log line", "payment as a trace");
    }

    @Test
    void aRequiredPartThatIsNotReadyIsAFailure() throws InterruptedException {
        missing.add("/cost-exporter/healthz");

        assertThat(run())
                .filteredOn(result -> result.state() == State.FAILED)
                .extracting(SmokeResult::name)
                .containsExactly("cost-exporter");
    }

    @Test
    void withoutAPaymentThereIsNothingToLookFor() throws InterruptedException {
        missing.add("/payments-service/payments");

        List<SmokeResult> results = run();

        assertThat(results.get(results.size() - 1).name()).isEqualTo("payment");
        assertThat(results.get(results.size() - 1).state()).isEqualTo(State.FAILED);
        assertThat(results.get(results.size() - 1).detail()).contains("404");
    }

    @Test
    void aPaymentThatIsToBeRepeatedIsRepeatedUnderItsKey() throws InterruptedException {
        unavailable.set(1);

        assertThat(run())
                .filteredOn(result -> result.name().equals("payment"))
                .extracting(SmokeResult::state)
                .containsExactly(State.OK);
        assertThat(keys).hasSize(1);
    }

    @Test
    void anEmptyTraceIsNone() throws InterruptedException {
        emptyTraces.set(1);

        assertThat(run())
                .filteredOn(result -> result.name().equals("payment as a trace"))
                .extracting(SmokeResult::state)
                .containsExactly(State.OK);
        assertThat(emptyTraces).hasValue(-1);
    }

    private List<SmokeResult> run() throws InterruptedException {
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return new SmokeTest(new Endpoints(component -> base + component), "fo_test", repository, result -> {}).run();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = "{}";
        int status = missing.contains(path) ? 404 : 200;
        if (status == 200 && path.endsWith("/payments")) {
            status = "Bearer fo_test".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 201 : 401;
            status = unavailable.getAndDecrement() > 0 ? 503 : status;
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            accepted.incrementAndGet();
            body = "{\"id\":\"pay_1\"}";
        } else if (path.contains("/api/v1/query")) {
            body = "{\"data\":{\"result\":[{\"value\":[0,\"" + accepted + "\"]}]}}";
        } else if (path.contains("/traces/") && emptyTraces.getAndDecrement() <= 0) {
            body =
                    "{\"trace\":{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"value\":{\"stringValue\":\"payments-service\"}}]}}]}}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
