package io.finops.payments.ledger;

import io.finops.payments.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the ledger has it. Its id is also the key under which the gateway knows it.
 *
 * @param inFlight pending, and the process that claimed it may still be at work
 */
public record Refund(
        String id,
        String paymentId,
        String merchantId,
        RefundStatus status,
        Money amount,
        boolean inFlight,
        Instant createdAt,
        @Nullable Instant settledAt) {}
