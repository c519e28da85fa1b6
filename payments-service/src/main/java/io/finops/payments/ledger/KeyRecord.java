package io.finops.payments.ledger;

import io.finops.payments.idempotency.RequestHash;

/** For what a key was used before: for which request, and the payment or refund that came of it. */
public record KeyRecord(RequestHash requestHash, String resourceId) {}
