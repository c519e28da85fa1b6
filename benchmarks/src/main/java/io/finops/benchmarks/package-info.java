/** Measurements that are run on demand. */
@NullMarked
package io.finops.benchmarks;

import org.jspecify.annotations.NullMarked;
