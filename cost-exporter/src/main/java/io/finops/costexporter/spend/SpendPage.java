package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.SettledFigures;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.series.RunRate;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** Writes what is known of the bill and of its views. Pure: the instant comes in. */
final class SpendPage {
    private static final MetricFamily SETTLED_DAY_START = new MetricFamily(
            "cloud_bill_settled_day_start_timestamp_seconds",
            "Start of the UTC day that the settled figures of the bill speak of, as a Unix time.");
    private static final MetricFamily VIEW_SETTLED_DAY_START = new MetricFamily(
            "cloud_cost_settled_day_start_timestamp_seconds",
            "Start of the UTC day that the settled figures of a view speak of, as a Unix time.");
    private static final MetricFamily READ = new MetricFamily(
            "cloud_bill_read_timestamp_seconds",
            "When the bill's month to date and its days were read, as a Unix time.");
    private static final MetricFamily VIEW_READ = new MetricFamily(
            "cloud_cost_read_timestamp_seconds", "When a view's month to date and its days were read, as a Unix time.");
    private static final MetricFamily ESTIMATED =
            new MetricFamily("cloud_bill_estimated", "Whether AWS still calls this month an estimate, 1 or 0.");
    private static final MetricFamily MONTH_ESTIMATED = new MetricFamily(
            "cloud_bill_month_estimated",
            "Whether a month is still an estimate, 1, or final, 0: this month and the one before.");
    private static final MetricFamily MONTH = new MetricFamily(
            "cloud_bill_month_amount", "Spend of a UTC month as known so far: this month and the one before.");
    private static final MetricFamily DAILY_SETTLED = new MetricFamily(
            "cloud_bill_daily_settled", "Whether a day of cloud_bill_daily_amount is settled, 1 or 0.");
    private static final MetricFamily OVERFLOW = new MetricFamily(
            "cost_exporter_dimension_overflow_values", "Rows of a view that are folded into \"(other)\".");

    /** All families that it may write. */
    static final List<MetricFamily> FAMILIES = Stream.of(
                    AmountMetrics.BILL.all(),
                    AmountMetrics.COST.all(),
                    List.of(
                            SETTLED_DAY_START,
                            VIEW_SETTLED_DAY_START,
                            READ,
                            VIEW_READ,
                            ESTIMATED,
                            MONTH_ESTIMATED,
                            MONTH,
                            DAILY_SETTLED,
                            OVERFLOW))
            .flatMap(List::stream)
            .toList();

    private static final String PERIOD_START = "period_start";

    private final LocalDate today;
    private final ViewStore store;
    private final SettledFigures settled;
    private final PageBuilder page;

    SpendPage(Instant now, ViewStore store, PageBuilder page) {
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.store = store;
        this.settled = store.settled();
        this.page = page;
    }

    /** Writes the whole bill from the first view that leaves nothing out. */
    void bill(CostView whole) {
        Map<Part, CostHistory> parts = store.parts(whole);
        List<YearMonth> months = List.of(YearMonth.from(today).minusMonths(1), YearMonth.from(today));
        parts.forEach((part, history) -> {
            billWindow(history)
                    .forEach((date, day) -> page.add(
                            DAILY_SETTLED, of(part, Labels.of(PERIOD_START, date.toString())), day.settled() ? 1 : 0));
            months.forEach(
                    month -> page.add(MONTH_ESTIMATED, of(part, monthLabel(month)), history.estimated(month) ? 1 : 0));
            lastRead(READ, of(part, Labels.EMPTY), history);
        });
        for (FoldedRows.Row row : FoldedRows.total(parts.values())) {
            CostHistory history = row.history();
            for (int basis = 0; basis < history.bases().size(); basis++) {
                Labels labels = RowLabels.of(history.bases().get(basis), row.key());
                amounts(AmountMetrics.BILL, row, basis, labels, true);
                days(AmountMetrics.BILL, billWindow(history), row, basis, labels, true);
                page.add(ESTIMATED, labels, history.estimated(YearMonth.from(today)) ? 1 : 0);
                for (YearMonth month : months) {
                    LocalDate end = month.atEndOfMonth().isBefore(today) ? month.atEndOfMonth() : today;
                    page.add(
                            MONTH,
                            labels.merge(monthLabel(month)),
                            Nanos.toDouble(row.amount(month.atDay(1), end, basis)));
                }
            }
        }
        settledFigures(whole).forEach(figures -> {
            for (FoldedRows.Row row : FoldedRows.total(List.of(figures.history()))) {
                for (int basis = 0; basis < figures.history().bases().size(); basis++) {
                    Labels labels = RowLabels.of(figures.history().bases().get(basis), row.key());
                    settledDay(AmountMetrics.BILL, figures, row, basis, labels);
                    page.add(SETTLED_DAY_START, labels, startOf(figures.day()));
                }
            }
        });
    }

    /** Writes the rows of a view. */
    void view(CostView view) {
        Map<Part, CostHistory> parts = store.parts(view);
        if (parts.isEmpty()) {
            return;
        }
        FoldedRows folded = FoldedRows.of(parts.values(), view.top());
        page.add(OVERFLOW, Labels.of("view", view.name()), folded.overflow());
        parts.forEach((part, history) -> {
            lastRead(VIEW_READ, viewLabel(part), history);
            settled.of(part)
                    .ifPresent(figures -> page.add(VIEW_SETTLED_DAY_START, viewLabel(part), startOf(figures.day())));
        });
        int written = 0;
        for (FoldedRows.Row row : folded.rows()) {
            boolean detailed = written++ < CostView.DETAILED_ROWS;
            for (int basis = 0; basis < row.history().bases().size(); basis++) {
                Labels labels = RowLabels.of(view, row, basis);
                amounts(AmountMetrics.COST, row, basis, labels, detailed);
                if (view.daily()) {
                    days(AmountMetrics.COST, window(row.history()), row, basis, labels, false);
                }
            }
        }
        settledRows(view);
    }

    private void settledRows(CostView view) {
        List<SettledFigures.Of> figures = settledFigures(view);
        List<CostHistory> histories =
                figures.stream().map(SettledFigures.Of::history).toList();
        for (FoldedRows.Row row : FoldedRows.of(histories, view.top()).rows()) {
            figures.stream().filter(of -> of.history().equals(row.history())).forEach(of -> {
                for (int basis = 0; basis < row.history().bases().size(); basis++) {
                    settledDay(AmountMetrics.COST, of, row, basis, RowLabels.of(view, row, basis));
                }
            });
        }
    }

    private List<SettledFigures.Of> settledFigures(CostView view) {
        return store.parts(view).keySet().stream()
                .flatMap(part -> settled.of(part).stream())
                .toList();
    }

    private void settledDay(
            AmountMetrics metrics, SettledFigures.Of figures, FoldedRows.Row row, int basis, Labels labels) {
        CostDay day = figures.history().days().get(figures.day());
        if (day != null) {
            page.add(metrics.settledDay(), labels, Nanos.toDouble(row.amount(day, basis)));
        }
    }

    private static Labels of(Part part, Labels labels) {
        return RowLabels.withPayer(labels, part.source());
    }

    private static Labels viewLabel(Part part) {
        return of(part, Labels.of("view", part.view()));
    }

    private static Labels monthLabel(YearMonth month) {
        return Labels.of(PERIOD_START, month.atDay(1).toString());
    }

    private static double startOf(LocalDate day) {
        return (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private void lastRead(MetricFamily family, Labels labels, CostHistory history) {
        if (!history.days().isEmpty()) {
            Instant read = history.days().lastEntry().getValue().lastRead();
            page.add(family, labels, read.toEpochMilli() / 1000.0);
        }
    }

    private NavigableMap<LocalDate, CostDay> billWindow(CostHistory history) {
        return history.days().subMap(SpendPolicy.keptFrom(today), true, today, false);
    }

    private NavigableMap<LocalDate, CostDay> window(CostHistory history) {
        return history.days().subMap(today.minusDays(SpendPolicy.WINDOW_DAYS), true, today, false);
    }

    /** @param error whether the error of the run rate is published too */
    private void amounts(AmountMetrics metrics, FoldedRows.Row row, int basis, Labels labels, boolean error) {
        page.add(metrics.dayToDate(), labels, Nanos.toDouble(row.amount(today, today, basis)));
        page.add(metrics.monthToDate(), labels, Nanos.toDouble(row.amount(today.withDayOfMonth(1), today, basis)));
        if (row.key().currency().equals("USD")) {
            row.history()
                    .newestSettledDay()
                    .map(day -> DailySeries.upTo(day, row, basis))
                    .flatMap(days -> RunRate.estimate(days, today))
                    .ifPresent(rate -> {
                        page.add(metrics.runRate(), labels, rate.perSecond());
                        if (error && !Double.isNaN(rate.expectedError())) {
                            page.add(metrics.runRateError(), labels, rate.expectedError());
                        }
                    });
        }
    }

    private void days(
            AmountMetrics metrics,
            NavigableMap<LocalDate, CostDay> window,
            FoldedRows.Row row,
            int basis,
            Labels labels,
            boolean bill) {
        window.forEach((date, day) -> {
            Labels dated = labels.add(PERIOD_START, date.toString());
            page.add(metrics.daily(), dated, Nanos.toDouble(row.amount(day, basis)));
            long restatement = row.restatement(day, basis);
            if (restatement != 0 || (bill && day.settled())) {
                page.add(metrics.restatement(), dated, Nanos.toDouble(restatement));
            }
        });
    }
}
