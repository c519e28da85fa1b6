@NullMarked
package io.finops.report.figure;

import org.jspecify.annotations.NullMarked;
