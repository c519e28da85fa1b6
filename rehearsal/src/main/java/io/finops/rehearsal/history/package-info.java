/** Weeks before the first start, for a stack of simulators: the simulated bill and matching simulated payments, as blocks of Prometheus. */
@NullMarked
package io.finops.rehearsal.history;

import org.jspecify.annotations.NullMarked;
