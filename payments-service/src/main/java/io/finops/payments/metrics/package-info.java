/** The metric contract: what is counted, present at zero from the start. */
@NullMarked
package io.finops.payments.metrics;

import org.jspecify.annotations.NullMarked;
