package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.ledger.LedgerAudit;
import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What cannot be known is never assumed: not charged twice, not called failed. */
class UnknownOutcomeTest extends ServiceTest {
    @Test
    void answersPendingWhenTheGatewayDoesNotAnswerAndSettlesLater() {
        GATEWAY.behave(FakeGateway.Mode.SLOW);
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = pay(key, order(700, "pm_ok_slow"));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"status\":\"pending\"");
        GATEWAY.behave(FakeGateway.Mode.NORMAL);

        String location = answer.headers().firstValue("Location").orElseThrow();
        awaitStatus(location, "approved");
        HttpResponse<String> replay = pay(key, order(700, "pm_ok_slow"));
        assertThat(replay.statusCode()).isEqualTo(201);
        assertThat(replay.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(GATEWAY.captured(location.substring("/payments/".length()))).isEqualTo(700);
    }

    @Test
    void repeatsACallWhoseAnswerWasCutAndIsChargedOnce() {
        GATEWAY.dropNext(2);
        HttpResponse<String> answer = pay(order(701, "pm_ok_cut"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"captured\":701");
    }

    @Test
    void doesNotCallAPaymentFailedWhenOnlyTheLastAttemptWasRefused() {
        GATEWAY.dropNext(1);
        String key = UUID.randomUUID().toString();
        GATEWAY.behave(FakeGateway.Mode.ERROR);
        HttpResponse<String> answer = pay(key, order(702, "pm_ok_error"));
        assertThat(answer.statusCode()).isEqualTo(202);
        GATEWAY.behave(FakeGateway.Mode.DOWN);
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                get(answer.headers().firstValue("Location").orElseThrow())
                                        .body())
                        .contains("\"status\":\"pending\""));
        GATEWAY.behave(FakeGateway.Mode.NORMAL);
        awaitStatus(answer.headers().firstValue("Location").orElseThrow(), "approved");
    }

    @Test
    void tellsWhenNothingWasChargedAndLetsTheKeyTryAgain() {
        GATEWAY.behave(FakeGateway.Mode.DOWN);
        String key = UUID.randomUUID().toString();
        HttpResponse<String> refused = pay(key, order(703, "pm_ok_down"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("gateway-unavailable", "\"payment\":\"pay_");
        GATEWAY.behave(FakeGateway.Mode.NORMAL);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            HttpResponse<String> again = pay(key, order(703, "pm_ok_down"));
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).contains("\"status\":\"approved\"");
        });
    }

    @Test
    void goesOnWithWhatACrashCutShort() {
        HttpResponse<String> answer = pay(order(704, "pm_ok_crash"));
        String id = answer.headers().firstValue("Location").orElseThrow().substring("/payments/".length());
        // As a crash between claim and charge leaves it.
        String orphan = id.substring(0, id.length() - 6) + "orphan";
        jdbc.sql(
                        "insert into payment (id, merchant_id, status, amount, currency, payment_method, fraud_score, due_at, in_flight)"
                                + " values (:id, 'mer_demo', 'pending', 500, 'USD', 'pm_ok_crash', 0, now(), true)")
                .param("id", orphan)
                .update();

        awaitStatus("/payments/" + orphan, "approved");
        assertThat(GATEWAY.captured(orphan)).isEqualTo(500);
    }

    @Test
    void countsWhatTheGatewayCapturedNotWhatWasAskedFor() {
        GATEWAY.behave(FakeGateway.Mode.CAPTURE_ZERO);
        HttpResponse<String> answer = pay("""
                {"amount": 100, "currency": "GBP", "paymentMethod": "pm_ok_leak"}""");

        assertThat(answer.body()).contains("\"status\":\"approved\"", "\"captured\":0");
        assertThat(get("/metrics").body())
                .contains("app_revenue_total{currency=\"GBP\"} 0.0", "transaction_amount_count{currency=\"GBP\"} 1");
    }

    @Test
    void settlesEverythingOfARoughMinute() {
        // Fewer than open the circuit breaker.
        GATEWAY.dropNext(10);
        List<HttpResponse<String>> answers = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> pay(order(1000 + i, i % 7 == 0 ? "pm_decline_m" : "pm_ok_m")))
                .toList();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from payment where status = 'pending'")
                                .query(Long.class)
                                .single())
                        .isZero());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 202));
        for (String id : jdbc.sql("select id from payment where status = 'approved' and payment_method = 'pm_ok_m'")
                .query(String.class)
                .list()) {
            assertThat(GATEWAY.captured(id)).isPositive();
        }
        assertThat(new LedgerAudit(jdbc).all()).isEmpty();
    }

    private void awaitStatus(String location, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(location).body()).contains("\"status\":\"" + status + "\""));
    }
}
