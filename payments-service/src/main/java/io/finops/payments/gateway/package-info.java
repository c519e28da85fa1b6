/** The card gateway: one call, its outcome, and what that outcome proves. */
@NullMarked
package io.finops.payments.gateway;

import org.jspecify.annotations.NullMarked;
