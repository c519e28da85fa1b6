@NullMarked
package io.finops.report.elasticity;

import org.jspecify.annotations.NullMarked;
