package io.finops.payments.payment;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentState;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.ledger.Settled;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.operation.Spans;
import io.finops.payments.operation.Steps;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Charges a payment, commits and counts how it ended. Thread-safe. */
final class Charging implements Steps<Payment, Charge> {
    private static final Logger LOG = LoggerFactory.getLogger("payment");

    private final PaymentLedger ledger;
    private final CardGateway gateway;
    private final PaymentMetrics metrics;
    private final Spans spans;

    Charging(PaymentLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.metrics = metrics;
        this.spans = spans;
    }

    @Override
    public String name() {
        return "charge";
    }

    @Override
    public void claimedAgain() {
        metrics.acceptedAgain();
    }

    @Override
    public GatewayAnswer<Charge> ask(Payment payment) {
        return gateway.charge(payment.id(), payment.amount(), payment.order().paymentMethod());
    }

    @Override
    public Optional<Payment> commit(Payment payment, Charge charge) {
        return charge.approved()
                ? approved(payment, charge)
                : uncharged(payment, PaymentStatus.DECLINED, charge.id(), charge.declineCode());
    }

    @Override
    public Optional<Payment> commitFailure(Payment payment) {
        return uncharged(payment, PaymentStatus.FAILED, null, null);
    }

    private Optional<Payment> approved(Payment payment, Charge charge) {
        Optional<Settled> settled = spans.in("commit", payment.id(), () -> {
            Optional<Settled> first = ledger.approve(payment.id(), charge.id(), charge.captured(), charge.fee());
            first.ifPresent(any -> metrics.captured(payment.amount(), charge.captured(), charge.fee()));
            return first;
        });
        return settled.map(end -> ended(payment.with(PaymentState.approved(charge.captured(), end.at())), end.took()));
    }

    private Optional<Payment> uncharged(
            Payment payment, PaymentStatus status, @Nullable String chargeId, @Nullable String declineCode) {
        Optional<Settled> settled = spans.in(
                "commit", payment.id(), () -> ledger.settleUncharged(payment.id(), status, chargeId, declineCode));
        return settled.map(end -> ended(
                payment.with(PaymentState.uncharged(status, payment.amount().currency(), declineCode, end.at())),
                end.took()));
    }

    /** Counts and logs a payment at its end. */
    Payment ended(Payment payment, Duration took) {
        metrics.settled(payment.status(), took);
        LOG.atInfo()
                .addKeyValue("event", "payment_outcome")
                .addKeyValue("payment_id", payment.id().value())
                .addKeyValue("merchant_id", payment.merchant().id())
                .addKeyValue("status", payment.status().label())
                .addKeyValue("amount", payment.amount().minorUnits())
                .addKeyValue("currency", payment.amount().currency().getCurrencyCode())
                .addKeyValue("seconds", took.toNanos() / 1e9)
                .log("payment settled");
        return payment;
    }
}
