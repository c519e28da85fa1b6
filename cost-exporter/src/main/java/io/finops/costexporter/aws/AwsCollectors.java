package io.finops.costexporter.aws;

import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.anomaly.AwsAnomalyPage;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.budget.BudgetPage;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentPage;
import io.finops.costexporter.commitment.CommitmentUse;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.config.Plan;
import io.finops.costexporter.forecast.Forecast;
import io.finops.costexporter.forecast.ForecastPage;
import io.finops.costexporter.forecast.Forecasts;
import io.finops.costexporter.monthchange.MonthChange;
import io.finops.costexporter.monthchange.MonthChangePage;
import io.finops.costexporter.recommendation.RecommendationPage;
import io.finops.costexporter.recommendation.Recommendations;
import io.finops.costexporter.refresh.FetchingCollector;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.usage.UsageCollector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What may be switched on beside spend: a collector for each payer, so that one that is denied leaves the others alone.
 *
 * @param store where the forecast finds what has been spent of the month
 */
public record AwsCollectors(Plan plan, ViewStore store) {
    private static final int ANOMALY_DAYS = 30;
    private static final int COMMITMENT_DAYS = 30;

    /** All that are switched on, the most important first. */
    public List<FetchingCollector<?>> of(List<Payer> payers) {
        return plan.collectors().stream()
                .<FetchingCollector<?>>flatMap(chosen -> payers.stream().map(payer -> of(chosen, payer)))
                .toList();
    }

    private FetchingCollector<?> of(OptionalCollector chosen, Payer payer) {
        String name = new Part(chosen.label(), payer.name()).toString();
        return switch (chosen) {
            case FORECAST ->
                new FetchingCollector<>(
                        name,
                        plan.cadence().daily(),
                        Forecasts.class,
                        (now, known) -> payer.forecast(plan.bases().get(0), day(now)),
                        new ForecastPage(() -> store.get(new Part(store.whole().name(), payer.name()))),
                        true,
                        AwsCollectors::endOfMonth);
            case ANOMALIES ->
                new FetchingCollector<>(
                        name,
                        plan.cadence().daily(),
                        AwsAnomalies.class,
                        (now, known) -> payer.anomalies(day(now).minusDays(ANOMALY_DAYS), day(now)),
                        new AwsAnomalyPage(payer.name()));
            case BUDGETS ->
                new FetchingCollector<>(
                        name,
                        plan.cadence().bill(),
                        Budgets.class,
                        (now, known) -> payer.budgets(),
                        new BudgetPage(),
                        false,
                        read -> Instant.MAX);
            case SAVINGS_PLANS -> commitment(name, Commitment.SAVINGS_PLANS, payer);
            case RESERVATIONS -> commitment(name, Commitment.RESERVATIONS, payer);
            case USAGE -> UsageCollector.of(payer.name(), plan.cadence().daily(), true, payer::usage);
            case RECOMMENDATIONS ->
                new FetchingCollector<>(
                        name,
                        plan.cadence().daily(),
                        Recommendations.class,
                        (now, known) -> payer.recommendations(),
                        new RecommendationPage(payer.name()),
                        false,
                        read -> Instant.MAX);
            case MONTH_CHANGE ->
                new FetchingCollector<>(
                        name,
                        plan.cadence().weekly(),
                        MonthChange.class,
                        (now, known) -> payer.monthChange(plan.bases().get(0), day(settled(now))),
                        new MonthChangePage(payer.name()),
                        true,
                        read -> endOfMonth(settled(read)).plus(plan.settling().after()));
        };
    }

    private FetchingCollector<CommitmentUse> commitment(String name, Commitment commitment, Payer payer) {
        return new FetchingCollector<>(
                name,
                plan.cadence().commitments(),
                CommitmentUse.class,
                (now, known) -> next(commitment, payer, day(now), known),
                new CommitmentPage(commitment, payer.name()));
    }

    /** One of the two figures at a time, in turn: each is a paid request, and both look back 30 days. */
    private static CommitmentUse next(
            Commitment commitment, Payer payer, LocalDate today, Optional<CommitmentUse> known) {
        CommitmentUse use = known.orElse(CommitmentUse.UNKNOWN);
        LocalDate from = today.minusDays(COMMITMENT_DAYS);
        LocalDate to = today.minusDays(1); // AWS wants an end before today
        return use.coverageIsNext()
                ? use.with(payer.coverage(commitment, from, to))
                : use.with(payer.utilization(commitment, from, to));
    }

    /** Days before this are settled by their age. */
    private Instant settled(Instant now) {
        return now.minus(plan.settling().after());
    }

    /** What was read of one month says nothing of the next. */
    private static Instant endOfMonth(Instant read) {
        return Forecast.endOfMonth(day(read)).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
