package io.finops.costexporter.forecast;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The whole month as expected: what was spent before the forecast's first day, and the forecast from there. */
public final class ForecastPage implements PageSection {
    private static final MetricFamily MEAN =
            new MetricFamily("cloud_bill_month_forecast_amount", "Spend of this whole UTC month as AWS forecasts it.");
    private static final MetricFamily LOWER = new MetricFamily(
            "cloud_bill_month_forecast_lower_amount", "Lower bound of the month's forecast (80% prediction interval).");
    private static final MetricFamily UPPER = new MetricFamily(
            "cloud_bill_month_forecast_upper_amount", "Upper bound of the month's forecast (80% prediction interval).");

    private final Supplier<Optional<Forecast>> forecast;
    private final Supplier<Optional<CostHistory>> bill;

    /** The bill is that of a view that leaves nothing out. */
    public ForecastPage(Supplier<Optional<Forecast>> forecast, Supplier<Optional<CostHistory>> bill) {
        this.forecast = forecast;
        this.bill = bill;
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(MEAN, LOWER, UPPER);
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Forecast expected = forecast.get().orElse(null);
        CostHistory history = bill.get().orElse(null);
        if (expected == null || history == null || !today.isBefore(expected.to())) {
            return; // last month's forecast says nothing of this month
        }
        Labels labels =
                Labels.of("cost_basis", expected.basis().label(), "currency", expected.currency(), "provider", "aws");
        long before = spentBefore(expected, history);
        page.add(MEAN, labels, Nanos.toDouble(before + expected.mean()));
        page.add(LOWER, labels, Nanos.toDouble(before + expected.lower()));
        page.add(UPPER, labels, Nanos.toDouble(before + expected.upper()));
    }

    /** The forecast includes the day it was asked on, so that only the days before it are added. */
    static long spentBefore(Forecast forecast, CostHistory history) {
        int basis = history.bases().indexOf(forecast.basis());
        return FoldedRows.total(history).rows().stream()
                .filter(row -> row.key().currency().equals(forecast.currency()))
                .flatMap(row ->
                        history.days().subMap(forecast.from().withDayOfMonth(1), forecast.from()).values().stream()
                                .map(day -> FoldedRows.amount(
                                        day, row, history.bases().size(), basis)))
                .reduce(0L, Math::addExact);
    }
}
