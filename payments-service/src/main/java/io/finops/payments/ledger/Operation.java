package io.finops.payments.ledger;

import io.finops.payments.id.OperationId;
import io.finops.payments.id.PaymentId;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a merchant asks for under a key and the gateway decides: a {@link Payment} or a {@link Refund}. Immutable. */
public sealed interface Operation<T extends Operation<T>> permits Payment, Refund {
    OperationId id();

    /** The payment itself, or the one that is refunded. */
    PaymentId paymentId();

    Merchant merchant();

    Money amount();

    Instant createdAt();

    @Nullable
    Instant settledAt();

    /** Undecided, and the process that claimed it may still be at work. */
    boolean inFlight();

    /** Nothing was processed, certainly: the only end from which the same key may try again. */
    boolean hasFailed();

    /** The same before its end. */
    T undecided();

    /** The same as it was answered first. Once it is decided, only what was refunded of it changes. */
    T asFirstAnswered();
}
