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
        PaymentStatus status,
        Money amount,
        String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description,
        double fraudScore,
        @Nullable String declineCode,
        long captured,
        long refunded,
        boolean inFlight,
        Instant createdAt,
        @Nullable Instant settledAt) {

    /** The same payment at its end. Nothing is refunded yet at that moment. */
    public Payment settled(PaymentStatus end, long value, @Nullable String code, Instant at) {
        return new Payment(
                id,
                merchantId,
                end,
                amount,
                paymentMethod,
                customer,
                country,
                description,
                fraudScore,
                code,
                value,
                0,
                false,
                createdAt,
                at);
    }
}
