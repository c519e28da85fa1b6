package io.finops.costexporter.aws;

import io.finops.costexporter.anomaly.AnomalySource;
import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.budget.BudgetSource;
import io.finops.costexporter.budget.Budgets;
import io.finops.costexporter.commitment.CommitmentSource;
import io.finops.costexporter.forecast.ForecastSource;
import io.finops.costexporter.forecast.Forecasts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Several payers as one bill whose rows say whose they are: every read asks all, and fails if one of them fails. */
public record PayerSources(List<Payer> payers, int maxPages) {
    public PayerSources {
        payers = List.copyOf(payers);
    }

    public CostSource costs() {
        if (payers.size() == 1) {
            return new CostExplorerSource(payers.get(0).costExplorer(), maxPages);
        }
        Map<String, CostExplorerSource> sources = new LinkedHashMap<>();
        payers.forEach(payer -> sources.put(label(payer), new CostExplorerSource(payer.costExplorer(), maxPages)));
        return query -> {
            Map<String, CostReading> readings = new LinkedHashMap<>();
            sources.forEach((payer, source) -> readings.put(payer, source.read(query)));
            return CostReading.of(readings);
        };
    }

    public ForecastSource forecasts() {
        return (basis, today) -> new Forecasts(payers.stream()
                .map(payer -> new ForecastApi(label(payer), payer.costExplorer()).read(basis, today))
                .toList());
    }

    public AnomalySource anomalies() {
        return (from, to) -> new AwsAnomalies(payers.stream()
                .map(payer -> new AnomalyApi(label(payer), payer.costExplorer(), maxPages).read(from, to))
                .flatMap(found -> found.anomalies().stream())
                .toList());
    }

    public BudgetSource budgets() {
        List<BudgetApi> sources =
                payers.stream().map(payer -> new BudgetApi(payer, maxPages)).toList();
        return () -> new Budgets(sources.stream()
                .map(BudgetApi::read)
                .flatMap(found -> found.budgets().stream())
                .toList());
    }

    /** Shares do not add up over payers, so that this is for one. */
    public CommitmentSource commitments() {
        return new CommitmentApi(payers.get(0).costExplorer());
    }

    /** Whose figures are labelled with; empty where there is only one. */
    private String label(Payer payer) {
        return payers.size() == 1 ? "" : Objects.requireNonNull(payer.account(), "one of several payers is a role");
    }
}
