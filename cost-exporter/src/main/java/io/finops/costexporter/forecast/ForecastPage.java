package io.finops.costexporter.forecast;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The whole month as expected: what was spent before the forecast's first day, and the forecast from there.
 *
 * @param bill that of a view that leaves nothing out, of the same payer
 */
public record ForecastPage(Supplier<Optional<CostHistory>> bill) implements FetchedPage<Forecasts> {
    private static final MetricFamily MEAN =
            new MetricFamily("cloud_bill_month_forecast_amount", "Spend of this whole UTC month as AWS forecasts it.");
    private static final MetricFamily LOWER = new MetricFamily(
            "cloud_bill_month_forecast_lower_amount", "Lower bound of the month's forecast (80% prediction interval).");
    private static final MetricFamily UPPER = new MetricFamily(
            "cloud_bill_month_forecast_upper_amount", "Upper bound of the month's forecast (80% prediction interval).");

    @Override
    public List<MetricFamily> families() {
        return List.of(MEAN, LOWER, UPPER);
    }

    @Override
    public void write(PageBuilder page, Forecasts forecasts, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        bill.get()
                .ifPresent(history -> forecasts.byPayer().stream()
                        // Last month's forecast says nothing of this month.
                        .filter(each -> today.isBefore(each.to()))
                        .forEach(each -> write(page, each, history)));
    }

    private static void write(PageBuilder page, Forecast expected, CostHistory history) {
        Labels labels = RowLabels.of(
                expected.basis(), new RowKey(RowKey.AWS, expected.payer(), List.of(), expected.currency()));
        long before = spentBefore(expected, history);
        page.add(MEAN, labels, Nanos.toDouble(before + expected.mean()));
        page.add(LOWER, labels, Nanos.toDouble(before + expected.lower()));
        page.add(UPPER, labels, Nanos.toDouble(before + expected.upper()));
    }

    /** The forecast includes the day it was asked on, so that only the days before it are added. */
    static long spentBefore(Forecast forecast, CostHistory history) {
        int basis = history.bases().indexOf(forecast.basis());
        LocalDate month = forecast.from().withDayOfMonth(1);
        return FoldedRows.total(List.of(history)).stream()
                .filter(row -> row.key().currency().equals(forecast.currency()))
                .mapToLong(row -> row.amount(month, forecast.from().minusDays(1), basis))
                .reduce(0, Math::addExact);
    }
}
