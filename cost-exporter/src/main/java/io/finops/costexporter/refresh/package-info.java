/** When to ask, in the background: cadence, back-off, one refresh at a time. */
@NullMarked
package io.finops.costexporter.refresh;

import org.jspecify.annotations.NullMarked;
