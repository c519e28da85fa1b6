package io.finops.simulators.gateway;

import static io.finops.simulators.RunningSimulators.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.finops.simulators.RunningSimulators;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GatewayTest {
    private RunningSimulators simulators = RunningSimulators.start();

    @BeforeEach
    void startClean() {
        simulators.delete("/faults");
    }

    @AfterEach
    void stop() {
        simulators.close();
    }

    @Test
    void chargesAndAnswersInTheAgreedShape() {
        HttpResponse<String> response = simulators.post("/charges", "k1", body(1999, "USD", "pm_ok_1", "pay_1"));

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode charge = json(response);
        assertThat(charge.propertyNames())
                .containsExactly(
                        "id",
                        "key",
                        "reference",
                        "status",
                        "amount",
                        "captured",
                        "currency",
                        "fee",
                        "declineCode",
                        "createdAt");
        assertThat(charge.path("status").stringValue()).isEqualTo("approved");
        assertThat(charge.path("captured").longValue()).isEqualTo(1999);
        assertThat(charge.path("fee").longValue()).isEqualTo(88);
        assertThat(charge.path("declineCode").isNull()).isTrue();
        assertThat(json(simulators.get("/charges/k1"))).isEqualTo(charge);
    }

    @Test
    void replaysTheFirstAnswerWhenTheKeyIsReused() {
        String body = body(500, "EUR", "pm_ok_1", "pay_1");
        HttpResponse<String> first = simulators.post("/charges", "k1", body);
        HttpResponse<String> again = simulators.post("/charges", "k1", body);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(totals().path("charges").longValue()).isEqualTo(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        simulators.post("/charges", "k1", body(500, "EUR", "pm_ok_1", "pay_1"));
        assertThat(simulators
                        .post("/charges", "k1", body(501, "EUR", "pm_ok_1", "pay_1"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(simulators
                        .post("/charges", "k1", body(500, "EUR", "pm_ok_2", "pay_1"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void sameKeyAtTheSameTimeIsOneCharge() {
        simulators.close();
        simulators = RunningSimulators.start("50", null);
        HttpRequest request = simulators.request("/charges", "race", body(1000, "USD", "pm_ok_1", "pay_race"));
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 40)
                .mapToObj(i -> simulators
                        .client()
                        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();

        assertThat(statuses)
                .containsOnlyOnce(201)
                .allMatch(status -> List.of(200, 201, 409).contains(status));
        assertThat(totals().at("/currencies/USD/captured").longValue()).isEqualTo(1000);
    }

    @Test
    void manyKeysAtOnceAreChargedOnceEachToTheCent() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 600)
                .mapToObj(i -> simulators
                        .client()
                        .sendAsync(
                                simulators.request(
                                        "/charges",
                                        "k" + i % 200,
                                        body(100 + i % 200, "USD", "pm_ok_1", "pay_" + i % 200)),
                                HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        answers.forEach(CompletableFuture::join);

        JsonNode totals = totals();
        assertThat(totals.path("charges").longValue()).isEqualTo(200);
        assertThat(totals.path("doubledReferences").longValue()).isZero();
        assertThat(totals.at("/currencies/USD/captured").longValue())
                .isEqualTo(IntStream.range(0, 200).map(i -> 100 + i).sum());
    }

    @Test
    void countsAReferenceThatIsCapturedUnderTwoKeys() {
        simulators.post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"));
        simulators.post("/charges", "k2", body(100, "USD", "pm_ok", "pay_1"));
        simulators.post("/charges", "k3", body(100, "USD", "pm_ok", "pay_1"));
        assertThat(totals().path("doubledReferences").longValue()).isEqualTo(1);
    }

    @Test
    void declinesAboutFourInAHundredAndSteeredOnesAlways() {
        for (int i = 0; i < 1000; i++) {
            simulators.post("/charges", "k" + i, body(100, "USD", "pm_card", "pay_" + i));
        }
        assertThat(totals().path("declined").longValue()).isBetween(20L, 65L);
        JsonNode declined = json(simulators.post("/charges", "d", body(100, "USD", "pm_decline_1", "pay_d")));
        assertThat(declined.path("status").stringValue()).isEqualTo("declined");
        assertThat(declined.path("captured").longValue()).isZero();
        assertThat(declined.path("fee").longValue()).isZero();
        assertThat(declined.path("declineCode").isString()).isTrue();
    }

    @Test
    void refundsUpToWhatWasCaptured() {
        simulators.post("/charges", "k1", body(1000, "USD", "pm_ok", "pay_1"));
        assertThat(status(simulators.post("/charges/k1/refunds", "r1", "{\"amount\":600}")))
                .isEqualTo("refunded");
        assertThat(status(simulators.post("/charges/k1/refunds", "r2", "{\"amount\":401}")))
                .isEqualTo("refused");
        HttpResponse<String> again = simulators.post("/charges/k1/refunds", "r1", "{\"amount\":600}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(status(simulators.post("/charges/k1/refunds", "r3", "{\"amount\":400}")))
                .isEqualTo("refunded");
        assertThat(simulators
                        .post("/charges/k1/refunds", "r1", "{\"amount\":1}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(simulators
                        .post("/charges/none/refunds", "r9", "{\"amount\":1}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(totals().at("/currencies/USD/refunded").longValue()).isEqualTo(1000);
        assertThat(json(simulators.get("/refunds/r1")).path("charge").stringValue())
                .isEqualTo("k1");
    }

    @Test
    void concurrentRefundsNeverGiveBackMoreThanWasCaptured() {
        simulators.post("/charges", "k1", body(1000, "USD", "pm_ok", "pay_1"));
        IntStream.range(0, 10)
                .mapToObj(i -> simulators
                        .client()
                        .sendAsync(
                                simulators.request("/charges/k1/refunds", "r" + i, "{\"amount\":300}"),
                                HttpResponse.BodyHandlers.ofString()))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(totals().at("/currencies/USD/refunds").longValue()).isEqualTo(3);
        assertThat(totals().at("/currencies/USD/refunded").longValue()).isEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{} {}",
                "{\"amount\":\"5\",\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":5.5,\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":0,\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":-5,\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":99999999999999999999,\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":5,\"currency\":\"QQQ\",\"paymentMethod\":\"pm\",\"reference\":\"p\"}",
                "{\"amount\":5,\"currency\":\"USD\",\"paymentMethod\":\"pm\",\"reference\":\"a\\tb\"}",
                "{\"amount\":5,\"currency\":\"USD\",\"paymentMethod\":null,\"reference\":\"p\"}"
            })
    void refusesMalformedCharges(String body) {
        HttpResponse<String> response = simulators.post("/charges", "k1", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/message").stringValue())
                .isNotBlank()
                .doesNotContain("\n");
        assertThat(totals().path("charges").longValue()).isZero();
    }

    @Test
    void refusesAMissingKeyAndAnOverlongBody() {
        assertThat(simulators.post("/charges", null, body(1, "USD", "pm", "p")).statusCode())
                .isEqualTo(400);
        assertThat(simulators.post("/charges", "k", " ".repeat(20_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void outageAnswers503AndChargesNothing() {
        simulators.put("/faults/gateway-down", "");
        assertThat(simulators
                        .post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"))
                        .statusCode())
                .isEqualTo(503);
        simulators.delete("/faults/gateway-down");
        assertThat(totals().path("charges").longValue()).isZero();
        assertThat(simulators
                        .post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void droppedAnswersHaveBeenCharged() {
        simulators.put("/faults/gateway-drop-answers", "{\"share\":1}");
        assertThatThrownBy(() -> simulators.post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1")))
                .isInstanceOf(UncheckedIOException.class);
        simulators.delete("/faults");
        assertThat(simulators
                        .post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hangingAnswersComeOnceHealed() {
        simulators.put("/faults/gateway-hang", "");
        CompletableFuture<HttpResponse<String>> answer = simulators
                .client()
                .sendAsync(
                        simulators.request("/charges", "k1", body(100, "USD", "pm_ok", "pay_1")),
                        HttpResponse.BodyHandlers.ofString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> totals().path("charges").longValue() == 1);
        assertThat(answer).isNotDone();
        simulators.delete("/faults/gateway-hang");
        assertThat(answer.join().statusCode()).isEqualTo(201);
    }

    @Test
    void errorsChargeNothingAndCaptureZeroApprovesNothing() {
        simulators.put("/faults/gateway-errors", "{\"share\":1}");
        assertThat(simulators
                        .post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"))
                        .statusCode())
                .isEqualTo(500);
        simulators.delete("/faults");
        assertThat(simulators.get("/charges/k1").statusCode()).isEqualTo(404);
        simulators.put("/faults/gateway-capture-zero", "");
        JsonNode charge = json(simulators.post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1")));
        assertThat(charge.path("status").stringValue()).isEqualTo("approved");
        assertThat(charge.path("captured").longValue()).isZero();
    }

    @Test
    void captureZeroOfAShareCapturesTheRest() {
        simulators.put("/faults/gateway-capture-zero", "{\"share\":0.1}");
        int captured = 0;
        for (int i = 0; i < 200; i++) {
            JsonNode charge = json(simulators.post("/charges", "k" + i, body(100, "USD", "pm_ok", "pay_" + i)));
            assertThat(charge.path("status").stringValue()).isEqualTo("approved");
            captured += charge.path("captured").longValue() > 0 ? 1 : 0;
        }
        // Decided by a hash of the key, hence the same each time.
        assertThat(captured).isBetween(160, 195);
    }

    @Test
    void collapsedApprovalsDeclineTheGivenShare() {
        simulators.put("/faults/gateway-decline", "{\"share\":1}");
        assertThat(status(simulators.post("/charges", "k1", body(100, "USD", "pm_ok", "pay_1"))))
                .isEqualTo("declined");
    }

    @Test
    void theRecordSurvivesARestart(@TempDir Path folder) {
        simulators.close();
        simulators = RunningSimulators.start("zero", folder);
        HttpResponse<String> first = simulators.post("/charges", "k\\1\"", body(1000, "USD", "pm_ok", "pay_1"));
        simulators.post("/charges/k%5C1%22/refunds", "r1", "{\"amount\":300}");
        JsonNode before = totals();
        simulators.close();
        simulators = RunningSimulators.start("zero", folder);

        assertThat(totals()).isEqualTo(before);
        HttpResponse<String> again = simulators.post("/charges", "k\\1\"", body(1000, "USD", "pm_ok", "pay_1"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(status(simulators.post("/charges/k%5C1%22/refunds", "r2", "{\"amount\":701}")))
                .isEqualTo("refused");
    }

    private JsonNode totals() {
        return json(simulators.get("/gateway/totals"));
    }

    private static String status(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(201);
        return json(response).path("status").stringValue();
    }

    private static String body(long amount, String currency, String method, String reference) {
        return "{\"amount\":%d,\"currency\":\"%s\",\"paymentMethod\":\"%s\",\"reference\":\"%s\"}"
                .formatted(amount, currency, method, reference);
    }
}
