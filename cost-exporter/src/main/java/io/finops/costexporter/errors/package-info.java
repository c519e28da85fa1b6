/** What went wrong, grouped by where it did: in each log line of an exception, and as a metric. */
@NullMarked
package io.finops.costexporter.errors;

import org.jspecify.annotations.NullMarked;
