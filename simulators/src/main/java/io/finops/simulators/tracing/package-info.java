/** What a distributed trace shows of the simulators. */
@NullMarked
package io.finops.simulators.tracing;

import org.jspecify.annotations.NullMarked;
