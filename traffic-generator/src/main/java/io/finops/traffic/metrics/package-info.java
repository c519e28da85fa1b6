/** What the generator says of itself to Prometheus. */
@NullMarked
package io.finops.traffic.metrics;

import org.jspecify.annotations.NullMarked;
