/** When requests are due: rate curves and the arrivals drawn from them. Pure: no clock, no network. */
@NullMarked
package io.finops.traffic.schedule;

import org.jspecify.annotations.NullMarked;
