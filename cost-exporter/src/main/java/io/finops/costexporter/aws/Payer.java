package io.finops.costexporter.aws;

import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentUse;
import io.finops.costexporter.forecast.Forecasts;
import io.finops.costexporter.monthchange.MonthChange;
import io.finops.costexporter.recommendation.Recommendations;
import io.finops.costexporter.source.CostSource;
import io.finops.costexporter.usage.Usage;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.Lazy;

/**
 * One account whose bill is read, and all that can be asked about it. Each question may throw a
 * {@link io.finops.costexporter.source.ReadFailure}. Thread-safe.
 */
public final class Payer {
    private final String name;
    private final Lazy<CostExplorerClient> costExplorer;
    private final Lazy<BudgetApi> budgets;
    private final Lazy<CostOptimizationHubClient> hub;
    private final int maxPages;

    /**
     * @param name which of several this is; empty where there is only one
     * @param account null where only STS can say it
     */
    Payer(
            String name,
            @Nullable String account,
            Lazy<CostExplorerClient> costExplorer,
            Lazy<BudgetsClient> budgets,
            Lazy<CostOptimizationHubClient> hub,
            Lazy<StsClient> sts,
            int maxPages) {
        this.name = name;
        this.costExplorer = costExplorer;
        this.budgets = new Lazy<>(() -> new BudgetApi(account, budgets.getValue(), sts, maxPages));
        this.hub = hub;
        this.maxPages = maxPages;
    }

    public String name() {
        return name;
    }

    public CostSource costs() {
        return new CostExplorerSource(name, costExplorer, maxPages);
    }

    /** What is expected from a day, which must be today, to the end of its month. */
    public Forecasts forecast(CostBasis basis, LocalDate today) {
        return new Forecasts(List.of(new ForecastApi(name, costExplorer.getValue()).read(basis, today)));
    }

    /** Findings of a range of days, both ends included. */
    public AwsAnomalies anomalies(LocalDate from, LocalDate to) {
        return new AnomalyApi(costExplorer.getValue(), maxPages).read(from, to);
    }

    /** All cost budgets, free of charge. */
    public Budgets budgets() {
        return budgets.getValue().read();
    }

    /** What has been used of this month so far. */
    public Usage usage(LocalDate today) {
        return new UsageApi(costExplorer.getValue(), maxPages).read(today);
    }

    /** What Cost Optimization Hub recommends, free of charge. */
    public Recommendations recommendations() {
        return new RecommendationApi(hub.getValue(), maxPages).read();
    }

    /** The month before that of a day, beside the one before it; two paid requests. */
    public MonthChange monthChange(CostBasis basis, LocalDate day) {
        return new MonthChangeApi(costExplorer.getValue(), basis, maxPages).read(day);
    }

    /** How much of what was committed to was used, over {@code [from, to)}. */
    public CommitmentUse.Utilization utilization(Commitment commitment, LocalDate from, LocalDate to) {
        return new CommitmentApi(costExplorer.getValue(), maxPages).utilization(commitment, from, to);
    }

    /** How much of eligible usage was covered, over {@code [from, to)}. */
    public CommitmentUse.Coverage coverage(Commitment commitment, LocalDate from, LocalDate to) {
        return new CommitmentApi(costExplorer.getValue(), maxPages).coverage(commitment, from, to);
    }
}
