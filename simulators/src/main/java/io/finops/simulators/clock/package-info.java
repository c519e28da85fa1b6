/** The clock of the simulated AWS, which can be set. */
@NullMarked
package io.finops.simulators.clock;

import org.jspecify.annotations.NullMarked;
