@NullMarked
package io.finops.payments.adversity;

import org.jspecify.annotations.NullMarked;
