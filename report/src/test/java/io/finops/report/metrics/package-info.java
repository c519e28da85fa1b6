@NullMarked
package io.finops.report.metrics;

import org.jspecify.annotations.NullMarked;
