package io.finops.payments.payment;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.Settled;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.metrics.PaymentMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
     * @return the payment as it was settled, by us or by another process; empty when its outcome is still unknown
     */
    public Optional<Payment> settle(Payment payment, boolean firstCall) {
        String id = payment.id();
        GatewayAnswer<Charge> answer = spans.in(
                "charge",
                id,
                () -> gateway.charge(id, payment.amount(), payment.order().paymentMethod()));
        if (answer instanceof GatewayAnswer.Decided<Charge> decided) {
            return commit(payment, decided.value());
        }
        if (answer instanceof GatewayAnswer.NotProcessed<Charge> && firstCall) {
            return settledAs(
                    payment,
                    PaymentStatus.FAILED,
                    0,
                    null,
                    () -> ledger.settleUncharged(payment.id(), PaymentStatus.FAILED, null, null));
        }
        return Optional.empty();
    }

    private Optional<Payment> commit(Payment payment, Charge charge) {
        String id = payment.id();
        if (!charge.approved()) {
            return settledAs(
                    payment,
                    PaymentStatus.DECLINED,
                    0,
                    charge.declineCode(),
                    () -> ledger.settleUncharged(id, PaymentStatus.DECLINED, charge.id(), charge.declineCode()));
        }
        return settledAs(payment, PaymentStatus.APPROVED, charge.captured(), null, () -> {
            Optional<Settled> settled = ledger.approve(id, charge.id(), charge.captured(), charge.fee());
            settled.ifPresent(first -> metrics.captured(payment.amount(), charge.captured(), charge.fee()));
            return settled;
        });
    }

    /** Commits and counts. When another process was faster, that one has counted, and what it wrote is the payment. */
    private Optional<Payment> settledAs(
            Payment payment,
            PaymentStatus status,
            long captured,
            @Nullable String declineCode,
            Supplier<Optional<Settled>> commit) {
        Settled settled = spans.in("commit", payment.id(), commit).orElse(null);
        if (settled == null) {
            return ledger.find(payment.id());
        }
        counted(payment, status, settled.took());
        return Optional.of(payment.settled(status, captured, declineCode, settled.at()));
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
