package io.finops.payments.ledger;

import io.finops.payments.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the ledger has it. Its id is also the key under which the gateway knows the charge.
 *
 * @param captured what the gateway took, in minor units; 0 until approved
 * @param refunded value of the refunds that are pending or done, in minor units
 * @param inFlight pending, and the process that claimed it may still be at work
 */
public record Payment(
        String id,
        String merchantId,
        PaymentOrder order,
        PaymentStatus status,
        double fraudScore,
        @Nullable String declineCode,
        long captured,
        long refunded,
        boolean inFlight,
        Instant createdAt,
        @Nullable Instant settledAt) {

    /** One that has just been claimed. */
    public static Payment begun(String id, String merchantId, PaymentOrder order, double fraudScore, Instant at) {
        return new Payment(id, merchantId, order, PaymentStatus.PENDING, fraudScore, null, 0, 0, true, at, null);
    }

    public Money amount() {
        return order.amount();
    }

    /** The same payment at its end. Nothing is refunded yet at that moment. */
    public Payment settled(PaymentStatus end, long value, @Nullable String code, Instant at) {
        return new Payment(id, merchantId, order, end, fraudScore, code, value, 0, false, createdAt, at);
    }

    /** The same payment before its end. */
    public Payment undecided() {
        return begun(id, merchantId, order, fraudScore, createdAt);
    }

    /** As it was first answered, when nothing was refunded yet. All else stays as it was once a payment is decided. */
    public Payment asFirstAnswered() {
        return settledAt == null ? this : settled(status, captured, declineCode, settledAt);
    }
}
