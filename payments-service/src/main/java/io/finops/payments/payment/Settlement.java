package io.finops.payments.payment;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.metrics.PaymentMetrics;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charge, commit, count: what is left of a payment's life once it is claimed and scored. A request does it first; after a
 * crash or an unknown outcome the reconciler does the same again, with the same key. Thread-safe.
 */
public final class Settlement {
    private static final Logger log = LoggerFactory.getLogger("payment");

    private final PaymentLedger ledger;
    private final CardGateway gateway;
    private final PaymentMetrics metrics;
    private final Spans spans;

    public Settlement(PaymentLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.metrics = metrics;
        this.spans = spans;
    }

    /**
     * Asks the gateway, and records what it decided.
     *
     * @param firstCall nobody has asked the gateway about this payment before, so that "not processed" is a proof. On a
     *     later call it says nothing of the earlier one.
     * @return whether the payment is settled now
     */
    public boolean settle(Payment payment, boolean firstCall) {
        String id = payment.id();
        GatewayAnswer<Charge> answer =
                spans.in("charge", id, () -> gateway.charge(id, payment.amount(), payment.paymentMethod()));
        if (answer instanceof GatewayAnswer.Decided<Charge> decided) {
            commit(payment, decided.value());
            return true;
        }
        if (answer instanceof GatewayAnswer.NotProcessed<Charge> && firstCall) {
            fail(payment);
            return true;
        }
        return false;
    }

    private void commit(Payment payment, Charge charge) {
        boolean approved = charge.approved();
        Optional<Duration> latency = spans.in(
                "commit",
                payment.id(),
                () -> approved
                        ? ledger.approve(payment.id(), charge.id(), charge.captured(), charge.fee())
                        : ledger.settleUncharged(
                                payment.id(), PaymentStatus.DECLINED, charge.id(), charge.declineCode()));
        // Empty when another process was faster: then that one has counted.
        latency.ifPresent(took -> {
            if (approved) {
                metrics.captured(payment.amount(), charge.captured(), charge.fee());
            }
            counted(payment, approved ? PaymentStatus.APPROVED : PaymentStatus.DECLINED, took);
        });
    }

    private void fail(Payment payment) {
        spans.in("commit", payment.id(), () -> ledger.settleUncharged(payment.id(), PaymentStatus.FAILED, null, null))
                .ifPresent(took -> counted(payment, PaymentStatus.FAILED, took));
    }

    void counted(Payment payment, PaymentStatus status, Duration took) {
        metrics.settled(status, took);
        log.atInfo()
                .addKeyValue("event", "payment_outcome")
                .addKeyValue("payment_id", payment.id())
                .addKeyValue("merchant_id", payment.merchantId())
                .addKeyValue("status", status.label())
                .addKeyValue("amount", payment.amount().minorUnits())
                .addKeyValue("currency", payment.amount().currency().getCurrencyCode())
                .addKeyValue("seconds", took.toNanos() / 1e9)
                .log("payment settled");
    }
}
