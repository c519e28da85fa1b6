package io.finops.costexporter.budget;

/** Where budgets come from. */
public interface BudgetSource {
    /**
     * All cost budgets.
     *
     * @throws io.finops.costexporter.aws.ReadFailure if they could not be had
     */
    Budgets read();
}
