@NullMarked
package io.finops.payments.reconcile;

import org.jspecify.annotations.NullMarked;
