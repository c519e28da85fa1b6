package io.finops.payments.payment;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /payments} as it came, not yet validated. */
public record PaymentRequest(
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description) {}
