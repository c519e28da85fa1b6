/** Settles what was left undecided by a time-out, a dropped answer or a crash. */
@NullMarked
package io.finops.payments.reconcile;

import org.jspecify.annotations.NullMarked;
