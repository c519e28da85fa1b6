package io.finops.costexporter.request;

/** Every operation that this program may call. One that is not listed is refused before it leaves. */
public enum AwsOperation {
    GET_COST_AND_USAGE("GetCostAndUsage", "ce:GetCostAndUsage", true),
    GET_COST_FORECAST("GetCostForecast", "ce:GetCostForecast", true),
    GET_ANOMALIES("GetAnomalies", "ce:GetAnomalies", true),
    GET_SAVINGS_PLANS_UTILIZATION("GetSavingsPlansUtilization", "ce:GetSavingsPlansUtilization", true),
    GET_SAVINGS_PLANS_COVERAGE("GetSavingsPlansCoverage", "ce:GetSavingsPlansCoverage", true),
    GET_RESERVATION_UTILIZATION("GetReservationUtilization", "ce:GetReservationUtilization", true),
    GET_RESERVATION_COVERAGE("GetReservationCoverage", "ce:GetReservationCoverage", true),
    GET_COST_AND_USAGE_COMPARISONS("GetCostAndUsageComparisons", "ce:GetCostAndUsageComparisons", true),
    GET_COST_COMPARISON_DRIVERS("GetCostComparisonDrivers", "ce:GetCostComparisonDrivers", true),
    LIST_RECOMMENDATION_SUMMARIES(
            "ListRecommendationSummaries", "cost-optimization-hub:ListRecommendationSummaries", false),
    DESCRIBE_BUDGETS("DescribeBudgets", "budgets:ViewBudget", false),
    LIST_OBJECTS("ListObjectsV2", "s3:ListBucket", false),
    GET_OBJECT("GetObject", "s3:GetObject", false),
    GET_CALLER_IDENTITY("GetCallerIdentity", "", false),
    ASSUME_ROLE("AssumeRole", "sts:AssumeRole", false),
    ASSUME_ROLE_WITH_WEB_IDENTITY("AssumeRoleWithWebIdentity", "", false);

    private final String operation;
    private final String permission;
    private final boolean paid;

    AwsOperation(String operation, String permission, boolean paid) {
        this.operation = operation;
        this.permission = permission;
        this.paid = paid;
    }

    public String operation() {
        return operation;
    }

    /** The IAM action that it needs; empty where none is needed. */
    public String permission() {
        return permission;
    }

    /** Whether AWS charges USD 0.01 for each request. */
    public boolean paid() {
        return paid;
    }

    /** Finds an operation, or throws for one that is not ours. */
    public static AwsOperation named(String operation) {
        for (AwsOperation known : values()) {
            if (known.operation.equals(operation)) {
                return known;
            }
        }
        throw new IllegalArgumentException("not an operation that this program calls: " + operation);
    }
}
