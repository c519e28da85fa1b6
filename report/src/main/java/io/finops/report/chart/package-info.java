/** Charts as SVG that takes its colours from the page around it. */
@NullMarked
package io.finops.report.chart;

import org.jspecify.annotations.NullMarked;
