@NullMarked
package io.finops.payments.refund;

import org.jspecify.annotations.NullMarked;
