/** What was read outlives a restart, on disk. The day's requests have a file of their own: {@link io.finops.costexporter.request.RequestBudget}. */
@NullMarked
package io.finops.costexporter.state;

import org.jspecify.annotations.NullMarked;
