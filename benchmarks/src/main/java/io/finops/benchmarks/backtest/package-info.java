/** Puts a month of synthetic history into a real Prometheus and evaluates every alert over it: quiet nights, and no incident missed. */
@NullMarked
package io.finops.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
