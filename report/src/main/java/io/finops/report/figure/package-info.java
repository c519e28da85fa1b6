/** Numbers as people read them, each with the query that gives it. */
@NullMarked
package io.finops.report.figure;

import org.jspecify.annotations.NullMarked;
