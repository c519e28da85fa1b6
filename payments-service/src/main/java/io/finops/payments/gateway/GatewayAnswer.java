package io.finops.payments.gateway;

import io.finops.payments.money.Money;
import org.jspecify.annotations.Nullable;

/** What a call to the gateway proves. */
public sealed interface GatewayAnswer<T> {
    /** The gateway decided; {@code value} is its record. */
    record Decided<T>(T value) implements GatewayAnswer<T> {}

    /** Nothing was processed, certainly. */
    record NotProcessed<T>(String reason) implements GatewayAnswer<T> {}

    /** It may have been processed, or may still be: only the gateway's record will tell. */
    record Undecided<T>(String reason) implements GatewayAnswer<T> {}

    /** The gateway's record of a charge, approved or declined. */
    record Charge(
            String id,
            boolean approved,
            Money captured,
            Money fee,
            @Nullable String declineCode) {}

    /** The gateway's record of a refund, done or refused. */
    record Refund(String id, boolean refunded) {}
}
