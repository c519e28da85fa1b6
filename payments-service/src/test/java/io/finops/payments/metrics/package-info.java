@NullMarked
package io.finops.payments.metrics;

import org.jspecify.annotations.NullMarked;
