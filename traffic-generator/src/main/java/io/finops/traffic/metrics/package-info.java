/** The generator's own metrics. */
@NullMarked
package io.finops.traffic.metrics;

import org.jspecify.annotations.NullMarked;
