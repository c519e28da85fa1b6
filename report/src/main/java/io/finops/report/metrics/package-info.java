/** What Prometheus reads back of the bill: its fixed and its marginal cost. */
@NullMarked
package io.finops.report.metrics;

import org.jspecify.annotations.NullMarked;
