/** The history command: the bill of past months as OpenMetrics, for promtool to load. */
@NullMarked
package io.finops.costexporter.history;

import org.jspecify.annotations.NullMarked;
