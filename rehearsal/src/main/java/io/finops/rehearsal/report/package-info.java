/** The report of the running stack: finds the addresses, and has the report's own program write it. */
@NullMarked
package io.finops.rehearsal.report;

import org.jspecify.annotations.NullMarked;
