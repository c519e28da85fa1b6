package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.runrate.RunRate;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.spend.SettledFigures;
import io.finops.costexporter.spend.SpendPolicy;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.BiFunction;

/** Writes what is known of the bill and of its views. Pure: the instant comes in. */
public final class SpendPage {
    static final MetricFamily SETTLED_DAY_START = new MetricFamily(
            "cloud_bill_settled_day_start_timestamp_seconds",
            "Start of the UTC day that the settled figures of the bill speak of, as a Unix time.");
    static final MetricFamily VIEW_SETTLED_DAY_START = new MetricFamily(
            "cloud_cost_settled_day_start_timestamp_seconds",
            "Start of the UTC day that the settled figures of a view speak of, as a Unix time.");
    static final MetricFamily READ = new MetricFamily(
            "cloud_bill_read_timestamp_seconds",
            "When the bill's month to date and its days were read, as a Unix time.");
    static final MetricFamily VIEW_READ = new MetricFamily(
            "cloud_cost_read_timestamp_seconds", "When a view's month to date and its days were read, as a Unix time.");
    static final MetricFamily ESTIMATED =
            new MetricFamily("cloud_bill_estimated", "Whether AWS still calls this month an estimate, 1 or 0.");
    static final MetricFamily MONTH_ESTIMATED = new MetricFamily(
            "cloud_bill_month_estimated",
            "Whether a month is still an estimate, 1, or final, 0: this month and the one before.");
    static final MetricFamily MONTH = new MetricFamily(
            "cloud_bill_month_amount", "Spend of a UTC month as known so far: this month and the one before.");
    static final MetricFamily DAILY_SETTLED = new MetricFamily(
            "cloud_bill_daily_settled", "Whether a day of cloud_bill_daily_amount is settled, 1 or 0.");
    static final MetricFamily OVERFLOW = new MetricFamily(
            "cost_exporter_dimension_overflow_values", "Rows of a view that are folded into \"(other)\".");

    private static final String PERIOD_START = "period_start";

    private final LocalDate today;
    private final SettledFigures settled;
    private final PageBuilder page;

    public SpendPage(Instant now, SettledFigures settled, PageBuilder page) {
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.settled = settled;
        this.page = page;
    }

    /** All families that it may write. */
    public static List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(AmountMetrics.BILL.all());
        all.addAll(AmountMetrics.COST.all());
        all.addAll(List.of(
                SETTLED_DAY_START,
                VIEW_SETTLED_DAY_START,
                READ,
                VIEW_READ,
                ESTIMATED,
                MONTH_ESTIMATED,
                MONTH,
                DAILY_SETTLED,
                OVERFLOW));
        return all;
    }

    /** Writes the whole bill from the history of the first view that leaves nothing out. */
    public void bill(CostView whole, CostHistory history) {
        billWindow(history)
                .forEach((date, day) ->
                        page.add(DAILY_SETTLED, Labels.of(PERIOD_START, date.toString()), day.settled() ? 1 : 0));
        List<YearMonth> months = List.of(YearMonth.from(today).minusMonths(1), YearMonth.from(today));
        for (YearMonth month : months) {
            page.add(MONTH_ESTIMATED, monthLabel(month), history.estimated(month) ? 1 : 0);
        }
        lastRead(history).ifPresent(read -> page.add(READ, Labels.EMPTY, read));
        for (FoldedRows.Row row : FoldedRows.total(history).rows()) {
            for (int basis = 0; basis < history.bases().size(); basis++) {
                Labels labels = RowLabels.of(history.bases().get(basis), row.key());
                amounts(AmountMetrics.BILL, history, row, basis, labels, true);
                days(AmountMetrics.BILL, billWindow(history), history, row, basis, labels, true);
                page.add(ESTIMATED, labels, history.estimated(YearMonth.from(today)) ? 1 : 0);
                for (YearMonth month : months) {
                    double amount = sum(history, month.atDay(1), earlier(month.atEndOfMonth(), today), row, basis);
                    page.add(MONTH, labels.merge(monthLabel(month)), amount);
                }
            }
        }
        settled.of(whole).ifPresent(figures -> {
            for (FoldedRows.Row row : FoldedRows.total(figures.history()).rows()) {
                settledDay(
                                AmountMetrics.BILL,
                                figures,
                                row,
                                (f, basis) -> RowLabels.of(f.history().bases().get(basis), row.key()))
                        .forEach(labels -> page.add(SETTLED_DAY_START, labels, startOf(figures.day())));
            }
        });
    }

    public void view(CostView view, CostHistory history) {
        Labels name = Labels.of("view", view.name());
        FoldedRows folded = FoldedRows.of(history, view.top());
        page.add(OVERFLOW, name, folded.overflow());
        lastRead(history).ifPresent(read -> page.add(VIEW_READ, name, read));
        int written = 0;
        for (FoldedRows.Row row : folded.rows()) {
            boolean detailed = written++ < CostView.DETAILED_ROWS;
            for (int basis = 0; basis < history.bases().size(); basis++) {
                Labels labels = RowLabels.of(view, row, history, basis);
                amounts(AmountMetrics.COST, history, row, basis, labels, detailed);
                if (view.daily()) {
                    days(AmountMetrics.COST, window(history), history, row, basis, labels, false);
                }
            }
        }
        settled.of(view).ifPresent(figures -> {
            page.add(VIEW_SETTLED_DAY_START, name, startOf(figures.day()));
            FoldedRows rows = figures.history() == history ? folded : FoldedRows.of(figures.history(), view.top());
            for (FoldedRows.Row row : rows.rows()) {
                var unused = settledDay(
                        AmountMetrics.COST, figures, row, (f, basis) -> RowLabels.of(view, row, f.history(), basis));
            }
        });
    }

    private List<Labels> settledDay(
            AmountMetrics metrics,
            SettledFigures.Of figures,
            FoldedRows.Row row,
            BiFunction<SettledFigures.Of, Integer, Labels> label) {
        List<Labels> written = new ArrayList<>();
        CostDay day = figures.history().days().get(figures.day());
        int bases = figures.history().bases().size();
        for (int basis = 0; day != null && basis < bases; basis++) {
            Labels labels = label.apply(figures, basis);
            page.add(metrics.settledDay(), labels, Nanos.toDouble(FoldedRows.amount(day, row, bases, basis)));
            written.add(labels);
        }
        return written;
    }

    private static Labels monthLabel(YearMonth month) {
        return Labels.of(PERIOD_START, month.atDay(1).toString());
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static double startOf(LocalDate day) {
        return (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static Optional<Double> lastRead(CostHistory history) {
        return Optional.ofNullable(history.days().lastEntry())
                .map(day -> day.getValue().lastRead().toEpochMilli() / 1000.0);
    }

    private NavigableMap<LocalDate, CostDay> billWindow(CostHistory history) {
        return history.days().subMap(SpendPolicy.keptFrom(today), true, today, false);
    }

    private NavigableMap<LocalDate, CostDay> window(CostHistory history) {
        return history.days().subMap(today.minusDays(SpendPolicy.WINDOW_DAYS), true, today, false);
    }

    /** @param error whether the error of the run rate is published too */
    private void amounts(
            AmountMetrics metrics, CostHistory history, FoldedRows.Row row, int basis, Labels labels, boolean error) {
        page.add(metrics.dayToDate(), labels, sum(history, today, today, row, basis));
        page.add(metrics.monthToDate(), labels, sum(history, today.withDayOfMonth(1), today, row, basis));
        if (row.key().currency().equals("USD")) {
            history.newestSettledDay()
                    .map(day -> DailySeries.upTo(day.getKey(), history, row, basis))
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
            CostHistory history,
            FoldedRows.Row row,
            int basis,
            Labels labels,
            boolean bill) {
        int bases = history.bases().size();
        window.forEach((date, day) -> {
            Labels dated = labels.add(PERIOD_START, date.toString());
            page.add(metrics.daily(), dated, Nanos.toDouble(FoldedRows.amount(day, row, bases, basis)));
            long restatement = FoldedRows.restatement(day, row, bases, basis);
            if (restatement != 0 || (bill && day.settled())) {
                page.add(metrics.restatement(), dated, Nanos.toDouble(restatement));
            }
        });
    }

    /** What is known of some days, both ends included. */
    private static double sum(CostHistory history, LocalDate from, LocalDate to, FoldedRows.Row row, int basis) {
        long sum = 0;
        for (CostDay day : history.days().subMap(from, true, to, true).values()) {
            sum = Math.addExact(sum, FoldedRows.amount(day, row, history.bases().size(), basis));
        }
        return Nanos.toDouble(sum);
    }
}
