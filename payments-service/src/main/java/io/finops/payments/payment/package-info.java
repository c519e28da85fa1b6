/** The payments API and the life of a payment: claim, score, charge, commit, count. */
@NullMarked
package io.finops.payments.payment;

import org.jspecify.annotations.NullMarked;
