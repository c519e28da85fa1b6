package io.finops.costexporter.aws;

import io.finops.costexporter.anomaly.AnomalySource;
import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.budget.BudgetSource;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.commitment.CommitmentSource;
import io.finops.costexporter.forecast.Forecast;
import io.finops.costexporter.forecast.ForecastSource;
import java.util.List;

/** Several payers as one bill: every read asks all of them, and fails if one of them fails. */
public record PayerSources(List<Payer> payers, int maxPages) {
    public PayerSources {
        payers = List.copyOf(payers);
    }

    public CostSource costs() {
        List<CostExplorerSource> sources = payers.stream()
                .map(payer -> new CostExplorerSource(payer.costExplorer(), maxPages))
                .toList();
        return query -> {
            List<CostReading> readings =
                    sources.stream().map(source -> source.read(query)).toList();
            return readings.size() == 1 ? readings.get(0) : CostReading.sum(readings);
        };
    }

    public ForecastSource forecasts() {
        return (basis, today) -> payers.stream()
                .map(payer -> new ForecastApi(payer.costExplorer()).read(basis, today))
                .reduce(Forecast::plus)
                .orElseThrow();
    }

    public AnomalySource anomalies() {
        return (from, to) -> new AwsAnomalies(payers.stream()
                .map(payer -> new AnomalyApi(payer.costExplorer(), maxPages).read(from, to))
                .flatMap(found -> found.anomalies().stream())
                .toList());
    }

    public BudgetSource budgets() {
        List<BudgetApi> sources = payers.stream()
                .map(payer -> new BudgetApi(payer.budgets(), payer.sts(), maxPages))
                .toList();
        return () -> new Budgets(sources.stream()
                .map(BudgetApi::read)
                .flatMap(found -> found.budgets().stream())
                .toList());
    }

    /** Shares do not add up over payers, so that this is for one. */
    public CommitmentSource commitments() {
        return new CommitmentApi(payers.get(0).costExplorer());
    }
}
