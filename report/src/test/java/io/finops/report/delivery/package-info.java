@NullMarked
package io.finops.report.delivery;

import org.jspecify.annotations.NullMarked;
