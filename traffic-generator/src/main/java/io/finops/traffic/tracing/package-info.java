/** The generator's own spans: what its customers saw. */
@NullMarked
package io.finops.traffic.tracing;

import org.jspecify.annotations.NullMarked;
