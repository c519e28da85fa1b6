/** AWS Budgets: limits, and what AWS says of them; read by {@code aws/BudgetApi}. How many requests may be paid for is in {@code request/}. */
@NullMarked
package io.finops.costexporter.budget;

import org.jspecify.annotations.NullMarked;
