package io.finops.payments.adversity;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More comes than can be worked on: what was begun is ended, and the rest is told so at once. */
class OverloadTest {
    private static final FakeGateway GATEWAY = new FakeGateway();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ORDER = """
            {"amount": 4200, "currency": "EUR", "paymentMethod": "pm_ok_crowd"}""";

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void heal() {
        GATEWAY.behave(FakeGateway.Mode.NORMAL);
    }

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void refusesWhatFindsNoPlaceAndTakesItLater() throws Exception {
        try (OwnService service = OwnService.start(
                database, GATEWAY, "payments.admission.max-in-flight=2", "payments.gateway.read-timeout=20s")) {
            GATEWAY.behave(FakeGateway.Mode.SLOW);
            int before = GATEWAY.calls();
            List<CompletableFuture<HttpResponse<String>>> working = List.of(send(service), send(service));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.calls() == before + 2);

            HttpResponse<String> refused = send(service).get(20, TimeUnit.SECONDS);
            assertThat(working).noneMatch(CompletableFuture::isDone);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("urn:problem-type:payments:overloaded");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(page(service))
                    .contains("app_requests_refused_total{reason=\"overload\"} 1.0", "app_requests_in_flight 2.0");
            assertThat(GATEWAY.calls()).isEqualTo(before + 2);

            assertThat(working)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
            GATEWAY.behave(FakeGateway.Mode.NORMAL);
            assertThat(send(service).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void refusesAMerchantWhoSendsMoreThanItsRate() throws Exception {
        try (OwnService service = OwnService.start(
                database,
                GATEWAY,
                "payments.admission.merchant-requests-per-second=1",
                "payments.admission.merchant-burst=3")) {
            List<HttpResponse<String>> answers = IntStream.range(0, 30).mapToObj(i -> send(service)).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).anyMatch(answer -> answer.statusCode() == 201);
            assertThat(answers.stream().filter(answer -> answer.statusCode() == 429))
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.body()).contains("urn:problem-type:payments:rate-limited");
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    });
            assertThat(answers).allMatch(answer -> answer.statusCode() == 201 || answer.statusCode() == 429);
            assertThat(page(service)).containsPattern("app_requests_refused_total\\{reason=\"merchant_rate\"} [1-9]");
        }
    }

    @Test
    void recordsWhatWasChargedWhileNewRequestsHoldEveryOtherConnection() throws Exception {
        try (OwnService service = OwnService.start(
                        database,
                        GATEWAY,
                        "payments.database.pool-size=3",
                        "payments.database.reserved=1",
                        "payments.gateway.read-timeout=20s");
                Connection blocker =
                        DriverManager.getConnection(database.url(), database.username(), database.password())) {
            GATEWAY.behave(FakeGateway.Mode.SLOW);
            int before = GATEWAY.calls();
            CompletableFuture<HttpResponse<String>> charged = send(service);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.calls() > before);
            blocker.setAutoCommit(false);
            // New requests look for their keys and wait.
            blocker.createStatement().execute("lock table idempotency_key in access exclusive mode");
            List<CompletableFuture<HttpResponse<String>>> crowd =
                    IntStream.range(0, 12).mapToObj(i -> send(service)).toList();

            HttpResponse<String> readiness =
                    HTTP.send(service.get("/actuator/health/readiness"), HttpResponse.BodyHandlers.ofString());
            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(charged.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(charged.join().body()).contains("\"status\":\"approved\"");

            blocker.rollback();
            assertThat(crowd)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(201, 503));
        }
    }

    /** Short of processors, others may keep a connection for seconds: what was charged is worth more patience than that. */
    @Test
    void waitsForAConnectionRatherThanLeaveUndecidedWhatWasCharged() throws Exception {
        try (OwnService service =
                OwnService.start(database, GATEWAY, "payments.database.pool-size=3", "payments.database.reserved=1")) {
            int before = GATEWAY.calls();
            CompletableFuture<HttpResponse<String>> charged;
            try (Connection busy = service.reserved().getConnection()) {
                charged = send(service);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.calls() > before);
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS))
                        .join();
                assertThat(busy.isValid(1)).isTrue();
            }
            assertThat(charged.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void letsOthersInWhileACrowdHoldsConnectionsWithHalfARequestEach() throws Exception {
        try (OwnService service = OwnService.start(
                database, GATEWAY, "server.tomcat.max-connections=16", "server.tomcat.connection-timeout=60s")) {
            URI health = service.get("/healthz").uri();
            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 16; i++) {
                    Socket half = new Socket(InetAddress.getLoopbackAddress(), health.getPort());
                    half.getOutputStream()
                            .write("GET /healthz HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                    crowd.add(half);
                }
                HttpRequest request = HttpRequest.newBuilder(health)
                        .timeout(Duration.ofSeconds(30))
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            } finally {
                for (Socket half : crowd) {
                    half.close();
                }
            }
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(OwnService service) {
        return HTTP.sendAsync(service.pay(ORDER), HttpResponse.BodyHandlers.ofString());
    }

    private static String page(OwnService service) throws Exception {
        return HTTP.send(service.get("/metrics"), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
