@NullMarked
package io.finops.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
