package io.finops.costexporter.aws;

import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.LocalDate;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CoverageHours;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.ReservationAggregates;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansCoverage;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansUtilization;

/** Utilization and coverage from the four operations that Cost Explorer has for them; each may throw a {@link ReadFailure}. */
record CommitmentApi(CostExplorerClient client) {
    /** Used share of what was committed to, over {@code [from, to)}, from 0 to 1. */
    double utilization(Commitment commitment, LocalDate from, LocalDate to) {
        DateInterval days = days(from, to);
        return guarded(
                switch (commitment) {
                    case SAVINGS_PLANS ->
                        () -> {
                            SavingsPlansUtilization use = client.getSavingsPlansUtilization(
                                            request -> request.timePeriod(days))
                                    .total()
                                    .utilization();
                            return share(use.usedCommitment(), use.totalCommitment());
                        };
                    case RESERVATIONS ->
                        () -> {
                            ReservationAggregates use = client.getReservationUtilization(
                                            request -> request.timePeriod(days))
                                    .total();
                            return share(use.totalActualHours(), use.purchasedHours());
                        };
                });
    }

    /** Share of eligible usage that was covered, over {@code [from, to)}, from 0 to 1. */
    double coverage(Commitment commitment, LocalDate from, LocalDate to) {
        DateInterval days = days(from, to);
        return guarded(
                switch (commitment) {
                    case SAVINGS_PLANS ->
                        () -> {
                            double covered = 0;
                            double total = 0;
                            for (SavingsPlansCoverage part : client.getSavingsPlansCoverage(
                                            request -> request.timePeriod(days).granularity(Granularity.MONTHLY))
                                    .savingsPlansCoverages()) {
                                covered += Double.parseDouble(part.coverage().spendCoveredBySavingsPlans());
                                total += Double.parseDouble(part.coverage().totalCost());
                            }
                            return total == 0 ? 0 : covered / total;
                        };
                    case RESERVATIONS ->
                        () -> {
                            CoverageHours hours = client.getReservationCoverage(request -> request.timePeriod(days))
                                    .total()
                                    .coverageHours();
                            return share(hours.reservedHours(), hours.totalRunningHours());
                        };
                });
    }

    private static DateInterval days(LocalDate from, LocalDate to) {
        return DateInterval.builder().start(from.toString()).end(to.toString()).build();
    }

    private static double share(String part, String whole) {
        double total = Double.parseDouble(whole);
        return total == 0 ? 0 : Double.parseDouble(part) / total;
    }

    private static double guarded(DoubleSupplier read) {
        try {
            return read.getAsDouble();
        } catch (SdkException e) {
            throw AwsFailures.explain(e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ReadFailure(FailureReason.MALFORMED, "a use of commitments that makes no sense: " + e, e);
        }
    }
}
