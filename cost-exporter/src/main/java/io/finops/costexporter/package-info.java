/** Polls AWS Cost Explorer and publishes spend as Prometheus metrics. */
@NullMarked
package io.finops.costexporter;

import org.jspecify.annotations.NullMarked;
