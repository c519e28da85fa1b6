package io.finops.costexporter.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cost budgets of the account, as AWS sees them. */
public record Budgets(List<Budget> budgets) {
    public Budgets {
        budgets = List.copyOf(budgets);
    }

    /**
     * One budget; amounts in {@link io.finops.costexporter.bill.Nanos}.
     *
     * @param forecast null while AWS has none
     */
    public record Budget(
            String name,
            String currency,
            long limit,
            long actual,
            @Nullable Long forecast) {}
}
