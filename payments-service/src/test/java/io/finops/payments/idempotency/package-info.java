@NullMarked
package io.finops.payments.idempotency;

import org.jspecify.annotations.NullMarked;
