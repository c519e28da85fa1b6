/** Refunds, partial and full, never above the captured amount. */
@NullMarked
package io.finops.payments.refund;

import org.jspecify.annotations.NullMarked;
