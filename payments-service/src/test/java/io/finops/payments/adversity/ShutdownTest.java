package io.finops.payments.adversity;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service is told to stop while the gateway is at work on a payment, and takes seconds over it. */
class ShutdownTest {
    private static final FakeGateway GATEWAY = new FakeGateway();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ORDER = """
            {"amount": 4200, "currency": "EUR", "paymentMethod": "pm_ok_late"}""";

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));

    @BeforeEach
    void slow() {
        GATEWAY.behave(FakeGateway.Mode.SLOW);
    }

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void finishesAndAnswersWhatIsInFlight() throws Exception {
        OwnService service = OwnService.start(database, GATEWAY, "payments.gateway.read-timeout=20s");
        CompletableFuture<HttpResponse<String>> answer = payAndStop(service);

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(answer.join().body()).contains("\"status\":\"approved\"", "\"captured\":4200");
        assertThat(status()).isEqualTo("approved");
    }

    @Test
    void leavesPendingWhatTheGatewayDoesNotTellAndSettlesItAfterTheNextStart() throws Exception {
        OwnService service = OwnService.start(database, GATEWAY, "payments.gateway.read-timeout=1s");
        CompletableFuture<HttpResponse<String>> answer = payAndStop(service);

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(status()).isEqualTo("pending");

        GATEWAY.behave(FakeGateway.Mode.NORMAL);
        OwnService next = OwnService.start(database, GATEWAY);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(status()).isEqualTo("approved"));
        } finally {
            next.close();
        }
        assertThat(GATEWAY.captured(id())).isEqualTo(4200);
    }

    /** By this Prometheus and a load balancer tell a stop that was asked for from a crash. */
    @Test
    void saysThatItStopsAndKeepsServingUntilTheNoticeIsOver() throws Exception {
        GATEWAY.behave(FakeGateway.Mode.NORMAL);
        OwnService service = OwnService.start(database, GATEWAY, "payments.stop.notice=10s");
        assertThat(answer(service.get("/metrics"))).contains("\napp_stopping 0.0\n");

        assertThat(HTTP.send(service.pay(ORDER), HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("Connection"))
                .isEmpty();

        CompletableFuture<Void> stop = CompletableFuture.runAsync(service::close);

        Awaitility.await()
                .atMost(Duration.ofSeconds(9))
                .untilAsserted(() -> assertThat(answer(service.get("/metrics"))).contains("\napp_stopping 1.0\n"));
        assertThat(answer(service.get("/actuator/health/readiness"))).contains("OUT_OF_SERVICE");
        HttpResponse<String> last = HTTP.send(service.pay(ORDER), HttpResponse.BodyHandlers.ofString());
        assertThat(last.body()).contains("\"status\":\"approved\"");
        // A client that keeps connections goes elsewhere before the port closes.
        assertThat(last.headers().firstValue("Connection")).hasValue("close");
        stop.get(60, TimeUnit.SECONDS);
    }

    private static String answer(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static CompletableFuture<HttpResponse<String>> payAndStop(OwnService service) {
        int before = GATEWAY.calls();
        CompletableFuture<HttpResponse<String>> answer =
                HTTP.sendAsync(service.pay(ORDER), HttpResponse.BodyHandlers.ofString());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> GATEWAY.calls() > before);
        assertThat(answer).isNotDone();
        service.close();
        return answer;
    }

    private String status() {
        return jdbc.sql("select status from payment").query(String.class).single();
    }

    private String id() {
        return jdbc.sql("select id from payment").query(String.class).single();
    }
}
