package io.finops.payments.payment;

import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment as it is answered. Amounts in minor units. */
public record PaymentView(
        String id,
        String status,
        long amount,
        String currency,
        @Nullable Long captured,
        @Nullable Long refunded,
        String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description,
        @Nullable String declineCode,
        Instant createdAt,
        @Nullable Instant settledAt) {

    public static PaymentView of(Payment payment) {
        boolean approved = payment.status() == PaymentStatus.APPROVED;
        return new PaymentView(
                payment.id(),
                payment.status().label(),
                payment.amount().minorUnits(),
                payment.amount().currency().getCurrencyCode(),
                approved ? payment.captured() : null,
                approved ? payment.refunded() : null,
                payment.paymentMethod(),
                payment.customer(),
                payment.country(),
                payment.description(),
                payment.declineCode(),
                payment.createdAt(),
                payment.settledAt());
    }
}
