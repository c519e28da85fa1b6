/** Tests of what the back-test itself decides. */
@NullMarked
package io.finops.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
