package io.finops.costexporter.aws;

import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of one account whose bill is read. */
public record Payer(CostExplorerClient costExplorer, BudgetsClient budgets, StsClient sts) {}
