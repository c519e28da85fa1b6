/** The payments API and the life of a payment. */
@NullMarked
package io.finops.payments.payment;

import org.jspecify.annotations.NullMarked;
