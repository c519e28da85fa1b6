/** Spans of what a request waits for in the database. */
@NullMarked
package io.finops.payments.tracing;

import org.jspecify.annotations.NullMarked;
