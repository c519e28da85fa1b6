package io.finops.costexporter.aws;

import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentUse.Coverage;
import io.finops.costexporter.commitment.CommitmentUse.Utilization;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetSavingsPlansCoverageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.ReservationAggregates;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansCoverageData;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansUtilizationAggregates;

/**
 * Utilization and coverage from the four operations that Cost Explorer has for them; each may throw a
 * {@link io.finops.costexporter.source.ReadFailure}.
 */
record CommitmentApi(CostExplorerClient client, int maxPages) {
    private static final String WHAT = "a use of commitments";

    /** Of what was committed to, over {@code [from, to)}. */
    Utilization utilization(Commitment commitment, LocalDate from, LocalDate to) {
        DateInterval days = days(from, to);
        return Answers.understood(WHAT, () -> switch (commitment) {
            case SAVINGS_PLANS -> {
                SavingsPlansUtilizationAggregates total = client.getSavingsPlansUtilization(
                                request -> request.timePeriod(days))
                        .total();
                yield new Utilization(
                        share(
                                number(total.utilization().usedCommitment()),
                                number(total.utilization().totalCommitment())),
                        optional(total.utilization().unusedCommitment()),
                        total.savings() == null
                                ? null
                                : optional(total.savings().netSavings()));
            }
            case RESERVATIONS -> {
                ReservationAggregates total = client.getReservationUtilization(request -> request.timePeriod(days))
                        .total();
                yield new Utilization(
                        share(number(total.totalActualHours()), number(total.purchasedHours())),
                        optional(total.riCostForUnusedHours()),
                        optional(total.netRISavings()));
            }
        });
    }

    /** Of eligible usage, over {@code [from, to)}. */
    Coverage coverage(Commitment commitment, LocalDate from, LocalDate to) {
        DateInterval days = days(from, to);
        return Answers.understood(WHAT, () -> switch (commitment) {
            case SAVINGS_PLANS -> savingsPlansCoverage(days);
            case RESERVATIONS -> {
                var total = client.getReservationCoverage(
                                request -> request.timePeriod(days).metrics("Hour", "Cost"))
                        .total();
                yield new Coverage(
                        share(
                                number(total.coverageHours().reservedHours()),
                                number(total.coverageHours().totalRunningHours())),
                        total.coverageCost() == null
                                ? null
                                : optional(total.coverageCost().onDemandCost()));
            }
        });
    }

    private Coverage savingsPlansCoverage(DateInterval days) {
        // AWS can repeat items over pages; a month comes once.
        Map<String, SavingsPlansCoverageData> months = new HashMap<>();
        Answers.pages(
                maxPages,
                token -> client.getSavingsPlansCoverage(request -> request.timePeriod(days)
                        .granularity(Granularity.MONTHLY)
                        .nextToken(token)),
                GetSavingsPlansCoverageResponse::nextToken,
                page -> page.savingsPlansCoverages()
                        .forEach(part -> months.put(part.timePeriod().start(), part.coverage())));
        double covered = 0;
        double uncovered = 0;
        double total = 0;
        for (SavingsPlansCoverageData month : months.values()) {
            covered += number(month.spendCoveredBySavingsPlans());
            uncovered += number(month.onDemandCost());
            total += number(month.totalCost());
        }
        return new Coverage(share(covered, total), uncovered);
    }

    private static DateInterval days(LocalDate from, LocalDate to) {
        return DateInterval.builder().start(from.toString()).end(to.toString()).build();
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static double number(String text) {
        return Answers.number(text);
    }

    private static @Nullable Double optional(@Nullable String text) {
        return text == null ? null : number(text);
    }
}
