package io.finops.costexporter.aws;

import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.source.ReadFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.BudgetType;
import software.amazon.awssdk.services.budgets.model.CalculatedSpend;
import software.amazon.awssdk.services.budgets.model.DescribeBudgetsResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.Lazy;

/** Cost budgets from {@code budgets:DescribeBudgets}, which is free of charge. Thread-safe. */
final class BudgetApi {
    private final BudgetsClient client;
    private final Lazy<StsClient> sts;
    private final int maxPages;
    private final AtomicReference<@Nullable String> account = new AtomicReference<>();

    /** @param account null where only STS can say it */
    BudgetApi(@Nullable String account, BudgetsClient client, Lazy<StsClient> sts, int maxPages) {
        this.client = client;
        this.sts = sts;
        this.maxPages = maxPages;
        this.account.set(account);
    }

    /** All cost budgets; throws a {@link ReadFailure}. */
    Budgets read() {
        // AWS can repeat items over pages; a name is unique within an account.
        Map<String, Budgets.Budget> found = new LinkedHashMap<>();
        return Answers.understood("a budget", () -> {
            String owner = account();
            Answers.pages(
                    maxPages,
                    token -> client.describeBudgets(
                            request -> request.accountId(owner).nextToken(token)),
                    DescribeBudgetsResponse::nextToken,
                    page -> page.budgets().stream()
                            .filter(budget -> budget.budgetType() == BudgetType.COST && budget.budgetLimit() != null)
                            .forEach(budget -> found.put(budget.budgetName(), budget(owner, budget))));
            return new Budgets(List.copyOf(found.values()));
        });
    }

    /** Asked once: credentials stay with one account. */
    private String account() {
        String known = account.get();
        if (known == null) {
            known = sts.getValue().getCallerIdentity().account();
            account.set(known);
        }
        return known;
    }

    private static Budgets.Budget budget(String owner, Budget budget) {
        CalculatedSpend spend = budget.calculatedSpend();
        return new Budgets.Budget(
                owner,
                budget.budgetName(),
                budget.budgetTypeAsString().toLowerCase(Locale.ROOT),
                budget.timeUnitAsString().toLowerCase(Locale.ROOT),
                budget.budgetLimit().unit(),
                Nanos.of(budget.budgetLimit().amount()),
                spend == null || spend.actualSpend() == null
                        ? 0
                        : Nanos.of(spend.actualSpend().amount()),
                spend == null || spend.forecastedSpend() == null
                        ? null
                        : Nanos.of(spend.forecastedSpend().amount()));
    }
}
