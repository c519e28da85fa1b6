package io.finops.payments.payment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of payments, newest first. */
public record PaymentList(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<PaymentView> payments,

        @Schema(description = "Send it as `after` for the next page; absent on the last one") @Nullable
        String next) {
    public PaymentList {
        payments = List.copyOf(payments);
    }
}
