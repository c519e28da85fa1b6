package io.finops.payments.support;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service over HTTP, against a real PostgreSQL and a gateway in this process. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {
    protected static final String KEY = "fo_test_key_of_the_demo_merchant";
    protected static final String OTHER_KEY = "fo_test_key_of_another_merchant";
    protected static final String SUSPENDED_KEY = "fo_test_key_suspended";
    protected static final String READING_KEY = "fo_test_key_that_may_only_read";
    protected static final String EXPIRED_KEY = "fo_test_key_expired";
    protected static final FakeGateway GATEWAY = new FakeGateway();
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final URI DIRECT = URI.create(DATABASE.url().substring("jdbc:".length()));
    /** The way to the database, for tests that cut it. */
    protected static final Cable CABLE = new Cable(DIRECT.getPort());
    /** Where traces go: it takes connections and never answers, so that every test shows that this does not matter. */
    protected static final ServerSocket MUTE_COLLECTOR = listen();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private CircuitBreaker breaker;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("payments.database.url", () -> "jdbc:postgresql://127.0.0.1:" + CABLE.port() + DIRECT.getPath());
        registry.add(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:" + MUTE_COLLECTOR.getLocalPort() + "/v1/traces");
        // The tests pay with the same few methods, like a thief.
        registry.add("payments.fraud.threshold", () -> "1");
        registry.add("payments.warm-up.limit", () -> "0s");
        registry.add("payments.gateway.base-url", GATEWAY::baseUrl);
        registry.add("payments.gateway.read-timeout", () -> "2s");
        registry.add("management.tracing.sampling.probability", () -> "1.0");
        registry.add("payments.merchants-file", () -> TestFiles.write("merchants", MERCHANTS));
    }

    private static final String MERCHANTS = """
            # merchants of the tests
            mer_demo sha256:%s
            mer_other sha256:%s
            mer_gone sha256:%s suspended
            mer_demo sha256:%s read
            mer_demo sha256:%s until=2026-01-01T00:00:00Z
            """.formatted(
                    TestFiles.sha256(KEY),
                    TestFiles.sha256(OTHER_KEY),
                    TestFiles.sha256(SUSPENDED_KEY),
                    TestFiles.sha256(READING_KEY),
                    TestFiles.sha256(EXPIRED_KEY));

    @AfterEach
    void healGateway() {
        GATEWAY.behave(FakeGateway.Mode.NORMAL);
        GATEWAY.dropNext(0);
        breaker.reset();
    }

    protected HttpResponse<String> pay(String body) {
        return pay(UUID.randomUUID().toString(), body);
    }

    protected HttpResponse<String> pay(String idempotencyKey, String body) {
        return post("/payments", KEY, idempotencyKey, body);
    }

    protected HttpResponse<String> post(String path, String apiKey, String idempotencyKey, String body) {
        return send(request(path, apiKey)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpResponse<String> get(String path) {
        return send(request(path, KEY));
    }

    protected HttpRequest.Builder request(String path, String apiKey) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + apiKey);
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A valid body; the payment method says what the gateway will do. */
    protected static String order(long amount, String paymentMethod) {
        return """
                {"amount": %d, "currency": "USD", "paymentMethod": "%s", "country": "DE", "description": "Order 17"}""".formatted(amount, paymentMethod);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
