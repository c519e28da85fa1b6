/** The simulated company's cloud bill: exact, deterministic for a seed and a date, and seen as late and as partial as AWS shows it. */
@NullMarked
package io.finops.simulators.bill;

import org.jspecify.annotations.NullMarked;
