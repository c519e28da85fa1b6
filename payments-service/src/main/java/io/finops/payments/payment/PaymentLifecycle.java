package io.finops.payments.payment;

import io.finops.payments.fraud.CardTesting;
import io.finops.payments.fraud.CardTesting.Attempt;
import io.finops.payments.fraud.FraudScoring;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Claim;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.Preview;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.ledger.PaymentState;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.operation.KeyedOperation;
import io.finops.payments.operation.Lease;
import io.finops.payments.operation.Spans;
import io.finops.payments.operation.Taken;
import java.time.Clock;
import java.time.Duration;

/** How a payment begins: it is scored and its key claimed. What fraud scoring rejects ends there. Thread-safe. */
final class PaymentLifecycle {
    private final PaymentLedger ledger;
    private final KeyedOperation<Payment, Charge> charging;
    private final Charging steps;
    private final PaymentMetrics metrics;
    private final AcceptedCurrencies currencies;
    private final Spans spans;
    private final CardTesting cardTesting = new CardTesting();
    private final double fraudThreshold;
    private final Duration lease;
    private final Clock clock;

    PaymentLifecycle(
            PaymentLedger ledger,
            KeyedOperation<Payment, Charge> charging,
            Charging steps,
            PaymentMetrics metrics,
            AcceptedCurrencies currencies,
            Spans spans,
            double fraudThreshold,
            Lease lease,
            Clock clock) {
        this.ledger = ledger;
        this.charging = charging;
        this.steps = steps;
        this.metrics = metrics;
        this.currencies = currencies;
        this.spans = spans;
        this.fraudThreshold = fraudThreshold;
        this.lease = lease.duration();
        this.clock = clock;
    }

    Taken<Payment> take(Merchant merchant, IdempotencyKey key, PaymentOrder order) {
        Preview preview = ledger.preview(merchant, key, order);
        if (preview.key().isPresent()) {
            return charging.repeated(merchant, preview.key().get(), order.hash());
        }
        PaymentId id = PaymentId.next(clock.millis());
        double score = spans.in("score", id, () -> score(merchant, order, preview));
        boolean rejected = score >= fraudThreshold;
        Claim claim = spans.in("claim", id, () -> ledger.claim(id, merchant, key, order, score, rejected, lease));
        if (!(claim instanceof Claim.Claimed claimed)) {
            return charging.repeated(merchant, key, order.hash());
        }
        metrics.accepted(score);
        Payment payment = Payment.claimed(id, merchant, order, claimed.createdAt());
        return rejected ? new Taken.Done<>(rejected(payment), false) : charging.begun(payment);
    }

    private Payment rejected(Payment payment) {
        return steps.ended(
                payment.with(PaymentState.uncharged(
                        PaymentStatus.REJECTED, payment.amount().currency(), null, payment.createdAt())),
                Duration.ZERO);
    }

    private double score(Merchant merchant, PaymentOrder order, Preview preview) {
        double usd = currencies.toUsd(order.amount());
        double testing = cardTesting.signal(
                merchant.id(),
                new Attempt(
                        order.paymentMethod(),
                        order.customer() != null,
                        preview.history().isKnown(),
                        order.country(),
                        usd),
                clock.millis());
        return FraudScoring.score(
                order.amount().minorUnits(), usd, order.country() != null, preview.history(), testing);
    }
}
