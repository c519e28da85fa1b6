@NullMarked
package io.finops.report.estimate;

import org.jspecify.annotations.NullMarked;
