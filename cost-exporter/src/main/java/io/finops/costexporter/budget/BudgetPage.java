package io.finops.costexporter.budget;

import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Budgets as metrics. */
public record BudgetPage() implements FetchedPage<Budgets> {
    private static final MetricFamily LIMIT =
            new MetricFamily("cloud_budget_limit_amount", "Limit of an AWS budget for its current period.");
    private static final MetricFamily ACTUAL =
            new MetricFamily("cloud_budget_actual_amount", "Spend that AWS counts against a budget.");
    private static final MetricFamily FORECAST =
            new MetricFamily("cloud_budget_forecast_amount", "What AWS expects to count against a budget by its end.");

    @Override
    public List<MetricFamily> families() {
        return List.of(LIMIT, ACTUAL, FORECAST);
    }

    @Override
    public void write(PageBuilder page, Budgets value, Instant now) {
        value.budgets().forEach(budget -> {
            Labels labels = Labels.builder()
                    .label("account_id", orEmpty(budget.accountId()))
                    .label("budget", budget.name())
                    .label("budget_type", orEmpty(budget.type()))
                    .label("currency", budget.currency())
                    .label("provider", "aws")
                    .label("time_unit", orEmpty(budget.timeUnit()))
                    .build();
            page.add(LIMIT, labels, Nanos.toDouble(budget.limit()));
            page.add(ACTUAL, labels, Nanos.toDouble(budget.actual()));
            Long forecast = budget.forecast();
            if (forecast != null) {
                page.add(FORECAST, labels, Nanos.toDouble(forecast));
            }
        });
    }

    /** Absent in figures that were saved by earlier versions. */
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
