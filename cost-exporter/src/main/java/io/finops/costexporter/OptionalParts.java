package io.finops.costexporter;

import io.finops.costexporter.anomaly.AnomalySource;
import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.budget.BudgetSource;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentSource;
import io.finops.costexporter.commitment.CommitmentUse;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.forecast.Forecast;
import io.finops.costexporter.forecast.ForecastSource;
import io.finops.costexporter.forecast.Forecasts;
import io.finops.costexporter.refresh.FetchingCollector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Makes the collectors that may be switched on beside spend. Their cadence follows the interval of the bill. */
final class OptionalParts {
    private static final int ANOMALY_DAYS = 30;
    private static final int COMMITMENT_DAYS = 30;

    private final Cadence cadence;

    OptionalParts(Cadence cadence) {
        this.cadence = cadence;
    }

    FetchingCollector<Forecasts> forecast(ForecastSource source, CostBasis basis) {
        return new FetchingCollector<>(
                OptionalCollector.FORECAST.label(),
                cadence.daily(),
                Forecasts.class,
                true,
                // Last month's forecast says nothing of this month.
                read -> Forecast.endOfMonth(day(read))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                (now, known) -> source.read(basis, day(now)));
    }

    FetchingCollector<AwsAnomalies> anomalies(AnomalySource source) {
        return new FetchingCollector<>(
                OptionalCollector.ANOMALIES.label(),
                cadence.daily(),
                AwsAnomalies.class,
                (now, known) -> source.read(day(now).minusDays(ANOMALY_DAYS), day(now)));
    }

    FetchingCollector<Budgets> budgets(BudgetSource source) {
        return new FetchingCollector<>(
                OptionalCollector.BUDGETS.label(),
                cadence.bill(),
                Budgets.class,
                false,
                read -> Instant.MAX,
                (now, known) -> source.read());
    }

    FetchingCollector<CommitmentUse> commitment(CommitmentSource source, Commitment commitment) {
        return new FetchingCollector<>(
                commitment.collector(),
                cadence.commitments(),
                CommitmentUse.class,
                (now, known) -> next(source, commitment, day(now), known));
    }

    /** One of the two figures at a time, in turn: each is a paid request, and both look back 30 days. */
    private static CommitmentUse next(
            CommitmentSource source, Commitment commitment, LocalDate today, Optional<CommitmentUse> known) {
        CommitmentUse use = known.orElse(CommitmentUse.UNKNOWN);
        LocalDate from = today.minusDays(COMMITMENT_DAYS);
        LocalDate to = today.minusDays(1); // AWS wants an end before today
        return use.coverageIsNext()
                ? use.withCoverage(source.coverage(commitment, from, to))
                : use.withUtilization(source.utilization(commitment, from, to));
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
