@NullMarked
package io.finops.payments.admission;

import org.jspecify.annotations.NullMarked;
