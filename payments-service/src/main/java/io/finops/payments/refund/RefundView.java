package io.finops.payments.refund;

import io.finops.payments.ledger.Refund;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refund as it is answered. Amounts in minor units. */
public record RefundView(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "re_01jd5k0v3m8x2q7r4t6w9y1z3b")
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "pay_01jd5k0v3m8x2q7r4t6w9y1z3b")
        String payment,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"pending", "refunded", "refused", "failed"})
        String status,

        long amount,
        String currency,
        Instant createdAt,
        @Nullable Instant settledAt) {

    static RefundView of(Refund refund) {
        return new RefundView(
                refund.id().value(),
                refund.paymentId().value(),
                refund.status().label(),
                refund.amount().minorUnits(),
                refund.amount().currency().getCurrencyCode(),
                refund.createdAt(),
                refund.settledAt());
    }

    /** A page of a payment's refunds, oldest first. */
    public record RefundList(
            List<RefundView> refunds,

            @Schema(description = "Send it as `after` for the next page; absent on the last one") @Nullable
            String next) {
        public RefundList {
            refunds = List.copyOf(refunds);
        }
    }
}
