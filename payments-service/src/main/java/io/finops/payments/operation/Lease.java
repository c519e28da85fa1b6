package io.finops.payments.operation;

import java.time.Duration;

/** How long a claimed payment or refund belongs to the one who claimed it: longer than its work can take. */
public record Lease(Duration duration) {}
