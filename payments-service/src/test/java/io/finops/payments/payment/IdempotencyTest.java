package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A key stands for one payment, whoever repeats it, however often and at whatever moment. */
class IdempotencyTest extends ServiceTest {
    private final String key = UUID.randomUUID().toString();

    @Test
    void replaysTheFirstAnswerWhenTheKeyIsReused() {
        HttpResponse<String> first = pay(key, order(100, "pm_ok_i"));
        HttpResponse<String> second = pay("\"" + key + "\"", """
                {"paymentMethod": "pm_ok_i", "description": "Order 17", "country": "DE", "currency": "USD", "amount": 100}""");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    @Test
    void replaysTheFirstAnswerWithoutTheRefundsMadeSince() {
        HttpResponse<String> first = pay(key, order(100, "pm_ok_i"));
        String location = first.headers().firstValue("Location").orElseThrow();
        assertThat(post(location + "/refunds", KEY, UUID.randomUUID().toString(), "{\"amount\": 40}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(pay(key, order(100, "pm_ok_i")).body()).isEqualTo(first.body());
        assertThat(get(location).body()).contains("\"refunded\":40");
    }

    @Test
    void refusesTheKeyForAnotherPayload() {
        pay(key, order(100, "pm_ok_i"));

        assertThat(pay(key, order(101, "pm_ok_i")).statusCode()).isEqualTo(422);
        assertThat(pay(key, order(101, "pm_ok_i")).body()).contains("idempotency-key-reused");
    }

    @Test
    void scopesKeysByMerchant() {
        HttpResponse<String> mine = pay(key, order(100, "pm_ok_i"));
        HttpResponse<String> theirs = post("/payments", OTHER_KEY, key, order(100, "pm_ok_i"));

        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(theirs.body()).isNotEqualTo(mine.body());
        String location = theirs.headers().firstValue("Location").orElseThrow();
        assertThat(get(location).statusCode()).isEqualTo(404);
        assertThat(get(location + "/refunds").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsARepetitionToWaitWhileTheFirstIsInFlight() {
        GATEWAY.behave(FakeGateway.Mode.SLOW);
        int before = GATEWAY.calls();
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> pay(key, order(100, "pm_ok_i")));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> GATEWAY.calls() > before);

        HttpResponse<String> second = pay(key, order(100, "pm_ok_i"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(first.join().statusCode()).isEqualTo(202);
    }

    @Test
    void makesOnePaymentOfManySimultaneousRequests() {
        List<HttpResponse<String>> answers = IntStream.range(0, 30)
                .parallel()
                .mapToObj(i -> pay(key, order(100, "pm_ok_i")))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct())
                .hasSize(1);
    }
}
