/** What exceptions have in common: the fingerprint in the log line of each, for a metric to count by. */
@NullMarked
package io.finops.telemetry.errors;

import org.jspecify.annotations.NullMarked;
