package io.finops.payments.refund;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /payments/{id}/refunds} as it came, not yet validated. */
public record RefundRequest(@Nullable Long amount) {}
