package io.finops.payments.web;

import java.util.Set;

/** The names of the fields that requests have: the only ones that an answer repeats. */
final class RequestFields {
    /** The names inside it are the merchant's. */
    static final String METADATA = "metadata";

    static final Set<String> KNOWN = Set.of(
            "amount", "currency", "paymentMethod", "customer", "country", "description", "merchantReference", METADATA);

    private RequestFields() {}
}
