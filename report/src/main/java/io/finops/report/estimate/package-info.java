/** What more payments would cost, and at which volume they pay for the bill. */
@NullMarked
package io.finops.report.estimate;

import org.jspecify.annotations.NullMarked;
