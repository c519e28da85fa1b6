/** A small, pure scoring of how unusual a payment is. */
@NullMarked
package io.finops.payments.fraud;

import org.jspecify.annotations.NullMarked;
