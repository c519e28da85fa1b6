/** A trivial payments API: what the generator warms up on, what its tests talk to and what the benchmark measures. */
@NullMarked
package io.finops.traffic.stub;

import org.jspecify.annotations.NullMarked;
