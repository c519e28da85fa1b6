package io.finops.payments.ledger;

import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A payment asked for by a merchant, validated. Immutable.
 *
 * @param merchantReference what the merchant knows it by
 * @param metadata what the merchant wants to have kept with it, in the order of its names; often nothing
 */
public record PaymentOrder(
        Money amount,
        String paymentMethod,
        @Nullable String customer,
        @Nullable String country,
        @Nullable String description,
        @Nullable String merchantReference,
        Map<String, String> metadata) {

    public PaymentOrder {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** What came later is hashed only where it is given: a key outlives an update of the service. */
    public RequestHash hash() {
        List<@Nullable Object> fields = new ArrayList<>();
        fields.add(amount.minorUnits());
        fields.add(amount.currency().getCurrencyCode());
        fields.add(paymentMethod);
        fields.add(customer);
        fields.add(country);
        fields.add(description);
        if (merchantReference != null || !metadata.isEmpty()) {
            fields.add(merchantReference);
            metadata.forEach((name, value) -> {
                fields.add(name);
                fields.add(value);
            });
        }
        return RequestHash.of("payment", fields.toArray());
    }
}
