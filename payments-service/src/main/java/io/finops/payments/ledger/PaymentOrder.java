package io.finops.payments.ledger;

import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.money.Money;
import org.jspecify.annotations.Nullable;

/** A payment asked for by a merchant, validated. */
public record PaymentOrder(
        Money amount,
        String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description) {

    public RequestHash hash() {
        return RequestHash.of(
                "payment",
                amount.minorUnits(),
                amount.currency().getCurrencyCode(),
                paymentMethod,
                customer,
                country,
                description);
    }
}
