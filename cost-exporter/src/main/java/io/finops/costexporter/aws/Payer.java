package io.finops.costexporter.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one account whose bill is read.
 *
 * @param account null where only STS can say it
 */
public record Payer(@Nullable String account, CostExplorerClient costExplorer, BudgetsClient budgets, StsClient sts) {}
