@NullMarked
package io.finops.payments.logging;

import org.jspecify.annotations.NullMarked;
