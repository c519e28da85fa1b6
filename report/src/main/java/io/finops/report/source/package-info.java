/** What the report is made from: Prometheus, the audit trail, and the supervisor's board where there is one. Nothing else is read. */
@NullMarked
package io.finops.report.source;

import org.jspecify.annotations.NullMarked;
