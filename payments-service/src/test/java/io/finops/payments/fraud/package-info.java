@NullMarked
package io.finops.payments.fraud;

import org.jspecify.annotations.NullMarked;
