/** The traffic generator beside wrk, against the same trivial server. */
@NullMarked
package io.finops.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
