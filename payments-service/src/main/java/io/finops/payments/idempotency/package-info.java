/** Idempotency keys: their syntax, the hash of the request they stand for, and their pruning. */
@NullMarked
package io.finops.payments.idempotency;

import org.jspecify.annotations.NullMarked;
