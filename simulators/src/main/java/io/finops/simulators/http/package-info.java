/** The few pieces of HTTP that the simulated parties share. */
@NullMarked
package io.finops.simulators.http;

import org.jspecify.annotations.NullMarked;
