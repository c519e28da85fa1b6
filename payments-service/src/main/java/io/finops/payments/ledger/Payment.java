package io.finops.payments.ledger;

import io.finops.payments.id.PaymentId;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment as the ledger has it. Its id is also the key under which the gateway knows the charge. */
public record Payment(PaymentId id, Merchant merchant, PaymentOrder order, Instant createdAt, PaymentState state)
        implements Operation<Payment> {

    /** One that has just been claimed. */
    public static Payment claimed(PaymentId id, Merchant merchant, PaymentOrder order, Instant at) {
        return new Payment(
                id, merchant, order, at, PaymentState.claimed(order.amount().currency()));
    }

    public Payment with(PaymentState next) {
        return new Payment(id, merchant, order, createdAt, next);
    }

    public PaymentStatus status() {
        return state.status();
    }

    public Money captured() {
        return state.captured();
    }

    public Money refunded() {
        return state.refunded();
    }

    @Override
    public PaymentId paymentId() {
        return id;
    }

    @Override
    public Money amount() {
        return order.amount();
    }

    @Override
    public @Nullable Instant settledAt() {
        return state.settledAt();
    }

    @Override
    public boolean inFlight() {
        return state.inFlight();
    }

    @Override
    public boolean hasFailed() {
        return status() == PaymentStatus.FAILED;
    }

    @Override
    public Payment undecided() {
        return claimed(id, merchant, order, createdAt);
    }

    @Override
    public Payment asFirstAnswered() {
        return with(state.withNothingRefunded());
    }
}
