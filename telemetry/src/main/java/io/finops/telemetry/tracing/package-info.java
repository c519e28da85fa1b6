/** Where spans go. */
@NullMarked
package io.finops.telemetry.tracing;

import org.jspecify.annotations.NullMarked;
