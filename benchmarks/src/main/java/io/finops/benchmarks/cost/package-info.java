/** The measurement of the cost-exporter. */
@NullMarked
package io.finops.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
