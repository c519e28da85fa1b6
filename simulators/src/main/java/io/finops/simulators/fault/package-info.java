/** Fault switches: what can be broken on purpose, with which parameters, and what is broken now. */
@NullMarked
package io.finops.simulators.fault;

import org.jspecify.annotations.NullMarked;
