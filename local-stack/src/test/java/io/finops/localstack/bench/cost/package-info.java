/** Tests of the measurement of the cost-exporter. */
@NullMarked
package io.finops.localstack.bench.cost;

import org.jspecify.annotations.NullMarked;
