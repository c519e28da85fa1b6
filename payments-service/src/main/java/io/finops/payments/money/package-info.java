/** Amounts in minor units of a currency, and which currencies are accepted at which reference rate. */
@NullMarked
package io.finops.payments.money;

import org.jspecify.annotations.NullMarked;
