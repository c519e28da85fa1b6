/** A trace of each refresh, with every request to AWS in it. */
@NullMarked
package io.finops.costexporter.tracing;

import org.jspecify.annotations.NullMarked;
