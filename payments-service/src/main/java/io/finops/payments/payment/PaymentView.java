package io.finops.payments.payment;

import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment as it is answered. Amounts in minor units. */
public record PaymentView(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "pay_01jd5k0v3m8x2q7r4t6w9y1z3b")
        String id,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"pending", "approved", "declined", "rejected", "failed"})
        String status,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "1999")
        long amount,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "USD")
        String currency,

        @Nullable Long captured,
        @Nullable Long refunded,
        String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description,
        @Nullable String merchantReference,
        @Nullable Map<String, String> metadata,
        @Nullable String declineCode,
        Instant createdAt,
        @Nullable Instant settledAt) {

    public static PaymentView of(Payment payment) {
        boolean approved = payment.status() == PaymentStatus.APPROVED;
        return new PaymentView(
                payment.id().value(),
                payment.status().label(),
                payment.amount().minorUnits(),
                payment.amount().currency().getCurrencyCode(),
                approved ? payment.captured().minorUnits() : null,
                approved ? payment.refunded().minorUnits() : null,
                payment.order().paymentMethod(),
                payment.order().customer(),
                payment.order().country(),
                payment.order().description(),
                payment.order().merchantReference(),
                payment.order().metadata().isEmpty() ? null : payment.order().metadata(),
                payment.state().declineCode(),
                payment.createdAt(),
                payment.settledAt());
    }
}
