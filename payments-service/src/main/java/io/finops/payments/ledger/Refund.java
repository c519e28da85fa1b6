package io.finops.payments.ledger;

import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the ledger has it. Its id is also the key under which the gateway knows it.
 *
 * @param inFlight pending, and the process that claimed it may still be at work
 */
public record Refund(
        RefundId id,
        PaymentId paymentId,
        Merchant merchant,
        RefundStatus status,
        Money amount,
        boolean inFlight,
        Instant createdAt,
        @Nullable Instant settledAt)
        implements Operation<Refund> {

    /** One that has just been claimed. */
    public static Refund claimed(RefundId id, Payment payment, Money amount, Instant at) {
        return new Refund(id, payment.id(), payment.merchant(), RefundStatus.PENDING, amount, true, at, null);
    }

    public Refund settled(RefundStatus end, Instant at) {
        return new Refund(id, paymentId, merchant, end, amount, false, createdAt, at);
    }

    @Override
    public boolean hasFailed() {
        return status == RefundStatus.FAILED;
    }

    @Override
    public Refund undecided() {
        return new Refund(id, paymentId, merchant, RefundStatus.PENDING, amount, true, createdAt, null);
    }

    @Override
    public Refund asFirstAnswered() {
        return this;
    }
}
