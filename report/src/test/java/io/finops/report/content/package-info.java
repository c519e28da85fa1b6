@NullMarked
package io.finops.report.content;

import org.jspecify.annotations.NullMarked;
