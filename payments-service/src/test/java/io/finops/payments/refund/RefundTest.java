package io.finops.payments.refund;

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

/** Refunds: partial and full, idempotent, never above the captured amount. */
class RefundTest extends ServiceTest {
    @Test
    void refundsInPartsUpToTheCapturedAmount() {
        String payment = approved(1000);

        assertThat(refund(payment, "a" + payment, 400).body()).contains("\"status\":\"refunded\"");
        assertThat(refund(payment, "b" + payment, 600).statusCode()).isEqualTo(201);
        HttpResponse<String> tooMuch = refund(payment, "c" + payment, 1);

        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(tooMuch.body()).contains("refund-exceeds-capture");
        assertThat(get("/payments/" + payment + "/refunds").body()).contains("\"amount\":400", "\"amount\":600");
        assertThat(get("/payments/" + payment).body()).contains("\"refunded\":1000");
        assertThat(new LedgerAudit(jdbc).all()).isEmpty();
    }

    @Test
    void replaysARefundUnderItsKey() {
        String payment = approved(1000);
        HttpResponse<String> first = refund(payment, "k" + payment, 500);
        HttpResponse<String> second = refund(payment, "k" + payment, 500);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(refund(payment, "k" + payment, 400).statusCode()).isEqualTo(422);
    }

    @Test
    void neverExceedsTheCaptureWhenConcurrent() {
        String payment = approved(1000);
        List<HttpResponse<String>> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> refund(payment, "conc-" + i + payment, 300))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 422).hasSize(17);
        assertThat(get("/payments/" + payment).body()).contains("\"refunded\":900");
    }

    @Test
    void releasesWhatTheGatewayRefuses() {
        String payment = approved(1000);

        assertThat(refund(payment, UUID.randomUUID().toString(), 13).body()).contains("\"status\":\"refused\"");
        assertThat(get("/payments/" + payment).body()).contains("\"refunded\":0");
    }

    @Test
    void settlesARefundWhoseAnswerWasLost() {
        String payment = approved(1000);
        GATEWAY.dropNext(3);
        HttpResponse<String> undecided = refund(payment, UUID.randomUUID().toString(), 250);

        assertThat(undecided.statusCode()).isEqualTo(202);
        assertThat(undecided.body()).contains("\"status\":\"pending\"");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                get("/payments/" + payment + "/refunds").body())
                        .contains("\"status\":\"refunded\""));
        assertThat(new LedgerAudit(jdbc).all()).isEmpty();
    }

    @Test
    void mayTryAFailedRefundAgainUnderItsKey() {
        String payment = approved(1000);
        GATEWAY.behave(FakeGateway.Mode.DOWN);
        assertThat(refund(payment, "f" + payment, 250).statusCode()).isEqualTo(503);
        GATEWAY.behave(FakeGateway.Mode.NORMAL);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(refund(payment, "f" + payment, 250).statusCode())
                                .isEqualTo(201));
    }

    @Test
    void refundsOnlyWhatWasApproved() {
        HttpResponse<String> declined = pay(order(1000, "pm_decline_x"));
        String id = declined.headers().firstValue("Location").orElseThrow().substring("/payments/".length());

        assertThat(refund(id, UUID.randomUUID().toString(), 1).body()).contains("payment-not-refundable");
        assertThat(refund("pay_unknown", UUID.randomUUID().toString(), 1).statusCode())
                .isEqualTo(404);
    }

    private String approved(long amount) {
        return pay(order(amount, "pm_ok_r"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .substring("/payments/".length());
    }

    private HttpResponse<String> refund(String payment, String key, long amount) {
        return post("/payments/" + payment + "/refunds", KEY, key, "{\"amount\": " + amount + "}");
    }
}
