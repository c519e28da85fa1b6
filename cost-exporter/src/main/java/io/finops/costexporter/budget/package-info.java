/** AWS Budgets: limits, and what AWS says of them. */
@NullMarked
package io.finops.costexporter.budget;

import org.jspecify.annotations.NullMarked;
