package io.finops.payments.ledger;

import java.time.Instant;

/** How an attempt to claim an operation, or to claim a failed one again, ended. */
public sealed interface Claim {
    /** It is ours until the lease ends. */
    record Claimed(Instant createdAt) implements Claim {}

    /** Somebody else was faster with this key. */
    record KeyTaken() implements Claim {}

    /** More than what is left of the capture. */
    record Exceeds() implements Claim {}
}
