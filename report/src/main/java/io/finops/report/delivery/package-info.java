/** Sends a report by mail and to Slack. */
@NullMarked
package io.finops.report.delivery;

import org.jspecify.annotations.NullMarked;
