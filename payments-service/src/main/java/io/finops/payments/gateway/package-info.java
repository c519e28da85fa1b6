/**
 * The card gateway: one call, its outcome, and what that outcome proves. A call that times out proves nothing ({@link Attempt}): it is not repeated, the payment stays pending and is
 * answered 202 ({@link io.finops.payments.operation.KeyedOperation}), and {@link io.finops.payments.reconcile} asks the gateway later.
 */
@NullMarked
package io.finops.payments.gateway;

import org.jspecify.annotations.NullMarked;
