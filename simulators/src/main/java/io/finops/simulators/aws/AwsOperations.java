package io.finops.simulators.aws;

import static java.util.Map.entry;

import java.util.Map;

/** The operations that the simulated AWS has, by endpoint prefix and name. */
final class AwsOperations {
    private AwsOperations() {}

    static Map<String, AwsOperation> all() {
        return Map.ofEntries(
                entry("ce:GetCostAndUsage", new CostAndUsage()),
                entry("ce:GetCostForecast", new CostForecast()),
                entry("ce:GetCostAndUsageComparisons", Comparisons::totals),
                entry("ce:GetCostComparisonDrivers", Comparisons::drivers),
                entry("ce:GetAnomalies", new Anomalies()),
                entry("ce:GetDimensionValues", Catalogue::dimensionValues),
                entry("ce:GetTags", Catalogue::tags),
                entry("ce:GetCostCategories", Catalogue::costCategories),
                entry("ce:GetSavingsPlansUtilization", SavingsPlans::utilization),
                entry("ce:GetSavingsPlansCoverage", SavingsPlans::coverage),
                entry("ce:GetReservationUtilization", Reservations::utilization),
                entry("ce:GetReservationCoverage", Reservations::coverage),
                entry("budgets:DescribeBudgets", new Budgets()),
                entry("cost-optimization-hub:ListRecommendationSummaries", OptimizationHub::summaries));
    }
}
