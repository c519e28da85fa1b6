package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.runrate.RunRate;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.spend.SpendPolicy;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** Writes what is known of the bill and of its views. Pure: the instant comes in. */
public final class SpendPage {
    static final MetricFamily SETTLED_DAY_START = new MetricFamily(
            "cloud_bill_settled_day_start_timestamp_seconds",
            "Start of the UTC day that the settled figures speak of, as a Unix time.");
    static final MetricFamily ESTIMATED =
            new MetricFamily("cloud_bill_estimated", "Whether AWS still calls this month an estimate, 1 or 0.");
    static final MetricFamily DAILY_SETTLED = new MetricFamily(
            "cloud_bill_daily_settled", "Whether a day of cloud_bill_daily_amount is settled, 1 or 0.");
    static final MetricFamily OVERFLOW = new MetricFamily(
            "cost_exporter_dimension_overflow_values", "Rows of a view that are folded into \"(other)\".");

    private final LocalDate today;
    private final PageBuilder page;

    public SpendPage(Instant now, PageBuilder page) {
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.page = page;
    }

    /** All families that it may write. */
    public static List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(AmountMetrics.BILL.all());
        all.addAll(AmountMetrics.COST.all());
        all.addAll(List.of(SETTLED_DAY_START, ESTIMATED, DAILY_SETTLED, OVERFLOW));
        return all;
    }

    /** Writes the whole bill from the history of a view that leaves nothing out. */
    public void bill(CostHistory history) {
        window(history, true)
                .forEach((date, day) ->
                        page.add(DAILY_SETTLED, Labels.of("period_start", date.toString()), day.settled() ? 1 : 0));
        for (FoldedRows.Row row : FoldedRows.total(history).rows()) {
            for (int basis = 0; basis < history.bases().size(); basis++) {
                Labels labels =
                        RowLabels.of(history.bases().get(basis), row.key().currency());
                amounts(AmountMetrics.BILL, history, row, basis, labels, true);
                history.newestSettledDay().ifPresent(day -> page.add(SETTLED_DAY_START, labels, startOf(day.getKey())));
                page.add(ESTIMATED, labels, history.estimated(today.withDayOfMonth(1), today) ? 1 : 0);
            }
        }
    }

    public void view(CostView view, CostHistory history) {
        FoldedRows folded = FoldedRows.of(history, view.top());
        page.add(OVERFLOW, Labels.of("view", view.name()), folded.overflow());
        for (FoldedRows.Row row : folded.rows()) {
            for (int basis = 0; basis < history.bases().size(); basis++) {
                Labels labels = RowLabels.of(view, row, history, basis);
                amounts(AmountMetrics.COST, history, row, basis, labels, false);
            }
        }
    }

    private static double startOf(LocalDate day) {
        return (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private NavigableMap<LocalDate, CostDay> window(CostHistory history, boolean bill) {
        LocalDate from = bill ? SpendPolicy.keptFrom(today) : today.minusDays(SpendPolicy.WINDOW_DAYS);
        return history.days().subMap(from, true, today, false);
    }

    private void amounts(
            AmountMetrics metrics, CostHistory history, FoldedRows.Row row, int basis, Labels labels, boolean bill) {
        int bases = history.bases().size();
        history.newestSettledDay()
                .ifPresent(day -> page.add(
                        metrics.settledDay(),
                        labels,
                        Nanos.toDouble(FoldedRows.amount(day.getValue(), row, bases, basis))));
        page.add(metrics.dayToDate(), labels, sum(history, today, row, basis));
        page.add(metrics.monthToDate(), labels, sum(history, today.withDayOfMonth(1), row, basis));
        window(history, bill).forEach((date, day) -> {
            Labels dated = labels.add("period_start", date.toString());
            page.add(metrics.daily(), dated, Nanos.toDouble(FoldedRows.amount(day, row, bases, basis)));
            long restatement = FoldedRows.restatement(day, row, bases, basis);
            if (restatement != 0 || (bill && day.settled())) {
                page.add(metrics.restatement(), dated, Nanos.toDouble(restatement));
            }
        });
        if (row.key().currency().equals("USD")) {
            history.newestSettledDay()
                    .map(day -> DailySeries.upTo(day.getKey(), history, row, basis))
                    .flatMap(settled -> RunRate.estimate(settled, today))
                    .ifPresent(rate -> runRate(metrics, labels, rate));
        }
    }

    private void runRate(AmountMetrics metrics, Labels labels, RunRate rate) {
        page.add(metrics.runRate(), labels, rate.perSecond());
        if (!Double.isNaN(rate.expectedError())) {
            page.add(metrics.runRateError(), labels, rate.expectedError());
        }
    }

    /** What is known from a day up to today. */
    private double sum(CostHistory history, LocalDate from, FoldedRows.Row row, int basis) {
        long sum = 0;
        for (CostDay day : history.days().subMap(from, true, today, true).values()) {
            sum = Math.addExact(sum, FoldedRows.amount(day, row, history.bases().size(), basis));
        }
        return Nanos.toDouble(sum);
    }
}
