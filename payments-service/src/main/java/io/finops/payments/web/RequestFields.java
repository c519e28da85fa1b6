package io.finops.payments.web;

import java.util.Set;

/** The names of the fields that requests have: the only ones that an answer repeats. */
final class RequestFields {
    static final Set<String> KNOWN =
            Set.of("amount", "currency", "paymentMethod", "customer", "country", "description");

    private RequestFields() {}
}
