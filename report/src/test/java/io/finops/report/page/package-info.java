@NullMarked
package io.finops.report.page;

import org.jspecify.annotations.NullMarked;
