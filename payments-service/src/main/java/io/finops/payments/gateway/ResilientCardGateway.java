package io.finops.payments.gateway;

import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.gateway.GatewayAnswer.NotProcessed;
import io.finops.payments.gateway.GatewayAnswer.Refund;
import io.finops.payments.gateway.GatewayAnswer.Undecided;
import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.money.Money;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Calls the gateway behind a limit on concurrent calls and a circuit breaker, and repeats what is worth repeating, with
 * jitter. Attempts add up: once one of them may have been processed, a later "not processed" applies only to that attempt.
 *
 * <p>A call that times out is not repeated, because it may have been processed ({@link Attempt}); the payment stays pending
 * ({@link io.finops.payments.operation.KeyedOperation}) until {@code reconcile} has asked the gateway.
 */
final class ResilientCardGateway implements CardGateway {
    private final GatewayHttp http;
    private final GatewayMetrics metrics;
    private final AttemptSpans spans;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final GatewaySilence silence;
    private final int attempts;
    private final IntervalFunction pause = IntervalFunction.ofExponentialRandomBackoff(50, 2.0, 0.5);

    ResilientCardGateway(
            GatewayHttp http,
            GatewayMetrics metrics,
            AttemptSpans spans,
            CircuitBreaker breaker,
            Bulkhead bulkhead,
            GatewaySilence silence,
            int attempts) {
        this.http = http;
        this.metrics = metrics;
        this.spans = spans;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.silence = silence;
        this.attempts = attempts;
    }

    @Override
    public GatewayAnswer<Charge> charge(PaymentId key, Money amount, String paymentMethod) {
        Map<String, Object> body = Map.of(
                "amount",
                amount.minorUnits(),
                "currency",
                amount.currency().getCurrencyCode(),
                "paymentMethod",
                paymentMethod,
                "reference",
                key.value());
        return repeat("/charges", () -> http.post("/charges", key.value(), body, answer -> readCharge(answer, amount)));
    }

    @Override
    public GatewayAnswer<Refund> refund(PaymentId charge, RefundId key, Money amount) {
        Map<String, Object> body = Map.of("amount", amount.minorUnits());
        return repeat(
                "/charges/{id}/refunds",
                () -> http.post(
                        "/charges/" + charge.value() + "/refunds",
                        key.value(),
                        body,
                        answer -> readRefund(answer, amount)));
    }

    private <T> GatewayAnswer<T> repeat(String route, Supplier<Attempt<T>> call) {
        GatewayAnswer<T> sum = new NotProcessed<>("the gateway was not asked");
        for (int number = 1; number <= attempts; number++) {
            if (number > 1 && !sleep(pause.apply(number - 1))) {
                return sum;
            }
            if (!breaker.tryAcquirePermission()) {
                return sum;
            }
            if (!bulkhead.tryAcquirePermission()) {
                breaker.releasePermission();
                return sum;
            }
            Attempt<T> attempt = spans.in(route, number, () -> guarded(call));
            if (!(sum instanceof Undecided) || attempt.outcome().proof == Attempt.Proof.DECIDED) {
                sum = attempt.answer();
            }
            if (!attempt.outcome().isWorthRepeating()) {
                return sum;
            }
        }
        return sum;
    }

    private <T> Attempt<T> guarded(Supplier<Attempt<T>> call) {
        boolean ended = false;
        boolean answered = false;
        silence.callBegins();
        try {
            Attempt<T> attempt = call.get();
            ended = true;
            answered = attempt.outcome() != Attempt.Outcome.TIMEOUT;
            metrics.count(attempt);
            if (attempt.outcome().isUnwell()) {
                breaker.onError(
                        attempt.duration().toNanos(), TimeUnit.NANOSECONDS, new GatewayUnwell(attempt.outcome()));
            } else {
                breaker.onSuccess(attempt.duration().toNanos(), TimeUnit.NANOSECONDS);
            }
            return attempt;
        } finally {
            silence.callEnds(answered);
            bulkhead.onComplete();
            if (!ended) {
                breaker.releasePermission();
            }
        }
    }

    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static GatewayHttp.Decision<Charge> readCharge(JsonNode body, Money asked) {
        boolean approved = either(body, "approved", "declined");
        long captured = approved ? number(body, "captured") : 0;
        long fee = number(body, "fee");
        if (number(body, "amount") != asked.minorUnits() || captured > asked.minorUnits() || captured < 0 || fee < 0) {
            throw new IllegalArgumentException("the gateway speaks of another charge");
        }
        JsonNode code = body.path("declineCode");
        return new GatewayHttp.Decision<>(
                approved ? Attempt.Outcome.APPROVED : Attempt.Outcome.DECLINED,
                new Charge(
                        text(body, "id"),
                        approved,
                        new Money(captured, asked.currency()),
                        new Money(fee, asked.currency()),
                        code.isString() ? code.stringValue() : null));
    }

    private static GatewayHttp.Decision<Refund> readRefund(JsonNode body, Money asked) {
        boolean refunded = either(body, "refunded", "refused");
        if (number(body, "amount") != asked.minorUnits()) {
            throw new IllegalArgumentException("the gateway speaks of another refund");
        }
        return new GatewayHttp.Decision<>(
                refunded ? Attempt.Outcome.REFUNDED : Attempt.Outcome.REFUSED, new Refund(text(body, "id"), refunded));
    }

    private static boolean either(JsonNode body, String yes, String no) {
        String status = text(body, "status");
        if (!status.equals(yes) && !status.equals(no)) {
            throw new IllegalArgumentException("status is neither " + yes + " nor " + no);
        }
        return status.equals(yes);
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.stringValue();
    }

    private static long number(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.longValue();
    }
}
