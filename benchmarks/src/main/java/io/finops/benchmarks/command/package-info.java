/** The word {@code bench}, and the list of all benches. */
@NullMarked
package io.finops.benchmarks.command;

import org.jspecify.annotations.NullMarked;
