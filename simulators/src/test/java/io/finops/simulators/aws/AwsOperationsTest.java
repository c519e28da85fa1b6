package io.finops.simulators.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.finops.simulators.RunningSimulators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.BudgetsException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;
import software.amazon.awssdk.services.costexplorer.model.ComparisonMetricValue;
import software.amazon.awssdk.services.costexplorer.model.CostComparisonDriver;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.Dimension;
import software.amazon.awssdk.services.costexplorer.model.ForecastResult;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageComparisonsResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.Metric;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansUtilizationAggregates;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.costoptimizationhub.model.ListRecommendationSummariesResponse;
import software.amazon.awssdk.services.costoptimizationhub.model.RecommendationSummary;
import tools.jackson.databind.JsonNode;

/** Everything but {@code GetCostAndUsage} through the real SDK. */
class AwsOperationsTest {
    private static final RunningSimulators SIMULATORS = RunningSimulators.start();
    private static final CostExplorerClient COSTS = AwsClients.at(SIMULATORS.uri("/"), CostExplorerClient.builder());
    private static final CostOptimizationHubClient HUB =
            AwsClients.at(SIMULATORS.uri("/"), CostOptimizationHubClient.builder());
    private static final BudgetsClient BUDGETS = AwsClients.at(SIMULATORS.uri("/"), BudgetsClient.builder());
    private static final GroupDefinition SERVICE =
            GroupDefinition.builder().type("DIMENSION").key("SERVICE").build();
    private static final String PAYER = "111122223333";

    @BeforeEach
    void setClock() {
        SIMULATORS.put("/clock", "{\"now\":\"2026-11-20T12:00:00Z\"}");
    }

    @AfterEach
    void heal() {
        SIMULATORS.delete("/faults");
    }

    @AfterAll
    static void stop() {
        COSTS.close();
        BUDGETS.close();
        HUB.close();
        SIMULATORS.close();
    }

    @Test
    void forecastsTheRestOfTheMonthWithinItsBounds() {
        GetCostForecastResponse forecast = forecast("2026-11-20", "2026-12-01", 80);
        ForecastResult result = forecast.forecastResultsByTime().get(0);
        double mean = Double.parseDouble(forecast.total().amount());
        double truth = truth("2026-11-20", "2026-12-01");
        assertThat(mean).isCloseTo(truth, within(truth * 0.05));
        assertThat(Double.parseDouble(result.predictionIntervalLowerBound())).isLessThan(mean);
        assertThat(Double.parseDouble(result.predictionIntervalUpperBound())).isGreaterThan(mean);
    }

    @Test
    void moreCertaintyIsAWiderInterval() {
        ForecastResult eighty =
                forecast("2026-11-20", "2026-12-01", 80).forecastResultsByTime().get(0);
        ForecastResult ninetyNine =
                forecast("2026-11-20", "2026-12-01", 99).forecastResultsByTime().get(0);
        assertThat(new BigDecimal(ninetyNine.predictionIntervalUpperBound()))
                .isGreaterThan(new BigDecimal(eighty.predictionIntervalUpperBound()));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-19, 2026-12-01, 80", "2026-11-20, 2030-12-01, 80", "2026-11-20, 2026-12-01, 10"})
    void refusesForecastsThatAwsRefuses(String start, String end, int level) {
        assertThatThrownBy(() -> forecast(start, end, level))
                .isInstanceOfSatisfying(
                        CostExplorerException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void findsTheQuartersIncidentAndASpike() {
        assertThat(COSTS.getAnomalies(q ->
                                q.dateInterval(d -> d.startDate("2026-08-25").endDate("2026-11-20")))
                        .anomalies())
                .hasSize(1);
        SIMULATORS.put("/faults/ce-spike", "{\"service\":\"AWS Lambda\",\"factor\":5}");
        Anomaly spike = COSTS.getAnomalies(
                        q -> q.dateInterval(d -> d.startDate("2026-11-15").endDate("2026-11-20")))
                .anomalies()
                .get(0);
        assertThat(spike.dimensionValue()).isEqualTo("AWS Lambda");
        assertThat(spike.impact().totalImpact()).isCloseTo(spike.impact().totalExpectedSpend() * 4, within(0.01));
        assertThat(spike.rootCauses().get(0).linkedAccountName()).startsWith("simulated-");
    }

    @Test
    void commitmentsAreNearlyUsedUp() {
        SavingsPlansUtilizationAggregates plans = COSTS.getSavingsPlansUtilization(
                        q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-19"))
                                .granularity(Granularity.DAILY))
                .total();
        assertThat(Double.parseDouble(plans.utilization().utilizationPercentage()))
                .isBetween(94.0, 100.0);
        assertThat(COSTS.getReservationUtilization(
                                q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-19")))
                        .total()
                        .purchasedHours())
                .isEqualTo(Integer.toString(18 * 24 * 4));
        assertThat(Double.parseDouble(COSTS.getReservationCoverage(
                                q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-19")))
                        .total()
                        .coverageHours()
                        .coverageHoursPercentage()))
                .isBetween(10.0, 60.0);
        assertThat(Double.parseDouble(COSTS.getSavingsPlansCoverage(
                                q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-19")))
                        .savingsPlansCoverages()
                        .get(0)
                        .coverage()
                        .coveragePercentage()))
                .isBetween(40.0, 80.0);
    }

    @Test
    void savingsPlansRefuseTodayAsTheEnd() {
        assertThatThrownBy(() -> COSTS.getSavingsPlansUtilization(
                        q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-20"))))
                .isInstanceOf(CostExplorerException.class)
                .hasMessageContaining("before the current date");
    }

    @Test
    void servicesAddUpToTheChangeOfAMonthAndDriversToThatOfAService() {
        GetCostAndUsageComparisonsResponse months = COSTS.getCostAndUsageComparisons(
                q -> q.baselineTimePeriod(p -> p.start("2026-09-01").end("2026-10-01"))
                        .comparisonTimePeriod(p -> p.start("2026-10-01").end("2026-11-01"))
                        .metricForComparison("UnblendedCost")
                        .groupBy(SERVICE)
                        .maxResults(2_000));
        double total = difference(months.totalCostAndUsage());
        assertThat(months.costAndUsageComparisons().stream()
                        .mapToDouble(service -> difference(service.metrics()))
                        .sum())
                .isCloseTo(total, within(1e-6));
        assertThat(total)
                .isCloseTo(truth("2026-10-01", "2026-11-01") - truth("2026-09-01", "2026-10-01"), within(0.01));

        List<CostComparisonDriver> drivers = new ArrayList<>();
        COSTS.getCostComparisonDriversPaginator(
                        q -> q.baselineTimePeriod(p -> p.start("2026-09-01").end("2026-10-01"))
                                .comparisonTimePeriod(p -> p.start("2026-10-01").end("2026-11-01"))
                                .metricForComparison("UnblendedCost")
                                .groupBy(SERVICE))
                .forEach(page -> drivers.addAll(page.costComparisonDrivers()));
        assertThat(drivers).hasSameSizeAs(months.costAndUsageComparisons()).hasSizeGreaterThan(10);
        assertThat(drivers)
                .filteredOn(service -> service.costDrivers().size() < 10)
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.costDrivers().stream()
                                .mapToDouble(driver -> difference(driver.metrics()))
                                .sum())
                        .isCloseTo(difference(service.metrics()), within(1e-6)));
    }

    @Test
    void comparesWholeMonthsOnly() {
        assertThatThrownBy(() -> COSTS.getCostAndUsageComparisons(
                        q -> q.baselineTimePeriod(p -> p.start("2026-09-02").end("2026-10-02"))
                                .comparisonTimePeriod(p -> p.start("2026-10-01").end("2026-11-01"))
                                .metricForComparison("UnblendedCost")))
                .hasMessageContaining("exactly one month");
    }

    @Test
    void recommendsByActionAndCountsEachResourceOnceInTheSum() {
        ListRecommendationSummariesResponse summaries = HUB.listRecommendationSummaries(q -> q.groupBy("ActionType"));
        assertThat(summaries.items()).extracting(RecommendationSummary::group).contains("Rightsize", "Stop");
        assertThat(summaries.estimatedTotalDedupedSavings())
                .isPositive()
                .isLessThan(summaries.items().stream()
                        .mapToDouble(RecommendationSummary::estimatedMonthlySavings)
                        .sum());
    }

    @Test
    void aBillingViewShowsOneAccountsCosts() {
        assertThat(Double.parseDouble(total("arn:aws:billing::111122223333:billingview/primary")))
                .isGreaterThan(
                        Double.parseDouble(total("arn:aws:billing::111122223333:billingview/custom-simulated-data")));
        assertThatThrownBy(() -> total("arn:aws:billing::111122223333:billingview/custom-other"))
                .hasMessageContaining("no billing view");
    }

    private static String total(String billingView) {
        return Objects.requireNonNull(COSTS.getCostAndUsage(
                                q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-10"))
                                        .granularity(Granularity.MONTHLY)
                                        .metrics("UnblendedCost")
                                        .billingViewArn(billingView))
                        .resultsByTime()
                        .get(0)
                        .total()
                        .get("UnblendedCost"))
                .amount();
    }

    private static double difference(Map<String, ComparisonMetricValue> metrics) {
        return Double.parseDouble(
                Objects.requireNonNull(metrics.get("UnblendedCost")).difference());
    }

    @Test
    void listsDimensionsTagsAndCategories() {
        assertThat(COSTS.getDimensionValues(q -> q.dimension(Dimension.LINKED_ACCOUNT)
                                .timePeriod(p -> p.start("2026-11-01").end("2026-11-10")))
                        .dimensionValues())
                .hasSize(3);
        assertThat(COSTS.getTags(q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-10")))
                        .tags())
                .containsExactly("environment", "team");
        SIMULATORS.put("/faults/ce-colliding-tags", "");
        assertThat(COSTS.getTags(q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-10")))
                        .tags())
                .contains("cost-center", "cost_center", "Cost.Center");
        assertThat(COSTS.getCostCategories(q -> q.costCategoryName("Product")
                                .timePeriod(p -> p.start("2026-11-01").end("2026-11-10")))
                        .costCategoryValues())
                .contains("Payments", "Storefront");
    }

    @Test
    void budgetsCountTheMonthAndCanOverrun() {
        Budget total =
                BUDGETS.describeBudgets(q -> q.accountId(PAYER)).budgets().get(0);
        assertThat(total.calculatedSpend().actualSpend().amount()).isEqualByComparingTo(new BigDecimal(monthToDate()));
        assertThat(total.calculatedSpend().forecastedSpend().amount())
                .isGreaterThan(total.calculatedSpend().actualSpend().amount())
                .isLessThan(total.budgetLimit().amount());
        SIMULATORS.put("/faults/budget-overrun", "{\"ratio\":1.5}");
        Budget over = BUDGETS.describeBudgets(q -> q.accountId(PAYER)).budgets().get(0);
        assertThat(over.calculatedSpend().actualSpend().amount())
                .isEqualByComparingTo(over.budgetLimit().amount().multiply(new BigDecimal("1.5")));
    }

    @Test
    void budgetsPageAndBelongToThePayer() {
        assertThat(BUDGETS.describeBudgetsPaginator(q -> q.accountId(PAYER).maxResults(2)).budgets().stream()
                        .map(Budget::budgetName))
                .containsExactly("simulated-monthly-total", "simulated-production", "simulated-data");
        assertThatThrownBy(() -> BUDGETS.describeBudgets(q -> q.accountId("999999999999")))
                .isInstanceOf(BudgetsException.class)
                .hasMessageContaining("999999999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-cut", "ce-malformed"})
    void brokenAnswersAreTheClientsProblem(String fault) {
        SIMULATORS.put("/faults/" + fault, "");
        assertThatThrownBy(() -> forecast("2026-11-20", "2026-12-01", 80)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void aDeniedOperationLeavesTheOthersAlone() {
        SIMULATORS.put("/faults/ce-deny", "{\"operation\":\"DescribeBudgets\"}");
        assertThatThrownBy(() -> BUDGETS.describeBudgets(q -> q.accountId(PAYER)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining("budgets:ViewBudget");
        assertThat(forecast("2026-11-20", "2026-12-01", 80).total().unit()).isEqualTo("USD");
    }

    private static GetCostForecastResponse forecast(String start, String end, int level) {
        return COSTS.getCostForecast(q -> q.timePeriod(p -> p.start(start).end(end))
                .metric(Metric.UNBLENDED_COST)
                .granularity(Granularity.MONTHLY)
                .predictionIntervalLevel(level));
    }

    private static double truth(String from, String to) {
        double sum = 0;
        for (JsonNode day : RunningSimulators.json(SIMULATORS.get("/bill/truth?from=" + from + "&to=" + to))
                .path("days")) {
            sum += Double.parseDouble(day.at("/totals/unblended").stringValue());
        }
        return sum;
    }

    private static String monthToDate() {
        GetCostAndUsageResponse response = COSTS.getCostAndUsage(
                q -> q.timePeriod(p -> p.start("2026-11-01").end("2026-11-21"))
                        .granularity(Granularity.MONTHLY)
                        .metrics("UnblendedCost"));
        return Objects.requireNonNull(response.resultsByTime().get(0).total().get("UnblendedCost"))
                .amount();
    }
}
