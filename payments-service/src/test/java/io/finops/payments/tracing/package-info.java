@NullMarked
package io.finops.payments.tracing;

import org.jspecify.annotations.NullMarked;
