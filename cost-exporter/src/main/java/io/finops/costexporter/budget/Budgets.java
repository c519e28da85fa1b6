package io.finops.costexporter.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cost budgets of the account, as AWS sees them: {@code aws.BudgetApi} reads them, from {@code DescribeBudgets}. */
public record Budgets(List<Budget> budgets) {
    public Budgets {
        budgets = List.copyOf(budgets);
    }

    /**
     * One budget; amounts in {@link io.finops.costexporter.bill.Nanos}.
     *
     * @param accountId the payer that it belongs to; a name is unique only within one
     * @param type in lower case, such as {@code cost}
     * @param timeUnit in lower case, such as {@code monthly}
     * @param forecast null while AWS has none
     */
    public record Budget(
            @Nullable String accountId,
            String name,
            @Nullable String type,
            @Nullable String timeUnit,
            String currency,
            long limit,
            long actual,
            @Nullable Long forecast) {}
}
