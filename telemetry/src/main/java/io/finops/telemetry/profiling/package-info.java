/** Where profiles go. */
@NullMarked
package io.finops.telemetry.profiling;

import org.jspecify.annotations.NullMarked;
