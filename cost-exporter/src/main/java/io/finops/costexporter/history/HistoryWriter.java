package io.finops.costexporter.history;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.publish.RowLabels;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes past days as OpenMetrics, a sample every few minutes, so that a graph over months has no gaps. Each instant has
 * what could have been known then at best: the settled day is the third before; the run rate is what the day
 * itself came to.
 */
final class HistoryWriter {
    /** Prometheus looks five minutes back for a sample. */
    private static final Duration STEP = Duration.ofMinutes(4);

    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final Writer out;
    private final Labels target;

    /** The target's labels, such as job and instance, are added to every sample. */
    HistoryWriter(Writer out, Labels target) {
        this.out = out;
        this.target = target;
    }

    void write(Map<CostView, List<CostHistory>> views, boolean simulated) throws IOException {
        CostView whole = CostView.wholeOf(views.keySet().stream().toList()).orElseThrow();
        List<CostHistory> bill = Objects.requireNonNull(views.get(whole));
        family("cloud_bill_settled_day_amount");
        bill(bill, "cloud_bill_settled_day_amount", Settling.LAG_DAYS, 1);
        family("cloud_bill_run_rate_usd_per_second");
        bill(bill, "cloud_bill_run_rate_usd_per_second", 0, SECONDS_PER_DAY);
        family("cloud_cost_settled_day_amount");
        views(views, "cloud_cost_settled_day_amount", Settling.LAG_DAYS, 1);
        family("cloud_cost_settled_day_start_timestamp_seconds");
        for (CostView view : views.keySet()) {
            if (!view.isInternal()) {
                starts(view, bill);
            }
        }
        family("cloud_cost_run_rate_usd_per_second");
        views(views, "cloud_cost_run_rate_usd_per_second", 0, SECONDS_PER_DAY);
        family("cloud_cost_source_info");
        Labels source = Labels.of("simulated", String.valueOf(simulated), "source", "cost-explorer");
        for (LocalDate date : bill.get(0).days().keySet()) {
            day("cloud_cost_source_info", source, date, 1);
        }
        out.write("# EOF\n");
    }

    private void family(String name) throws IOException {
        out.write("# TYPE " + name + " gauge\n");
    }

    private void bill(List<CostHistory> bill, String name, int lag, double divisor) throws IOException {
        for (FoldedRows.Row row : FoldedRows.total(bill)) {
            List<CostBasis> bases = row.history().bases();
            for (int basis = 0; basis < bases.size(); basis++) {
                row(row, basis, RowLabels.of(bases.get(basis), row.key()), name, lag, divisor);
            }
        }
    }

    private void views(Map<CostView, List<CostHistory>> views, String name, int lag, double divisor)
            throws IOException {
        for (Map.Entry<CostView, List<CostHistory>> view : views.entrySet()) {
            if (view.getKey().isInternal()) {
                continue;
            }
            for (FoldedRows.Row row :
                    FoldedRows.of(view.getValue(), view.getKey().top()).rows()) {
                for (int basis = 0; basis < row.history().bases().size(); basis++) {
                    row(row, basis, RowLabels.of(view.getKey(), row, basis), name, lag, divisor);
                }
            }
        }
    }

    /** Which day the settled figures of a view speak of. */
    private void starts(CostView view, List<CostHistory> bill) throws IOException {
        NavigableSet<LocalDate> days = bill.get(0).days().navigableKeySet();
        for (LocalDate day : days.headSet(days.last().minusDays(Settling.LAG_DAYS), true)) {
            day(
                    "cloud_cost_settled_day_start_timestamp_seconds",
                    Labels.of("view", view.name()),
                    day.plusDays(Settling.LAG_DAYS),
                    (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        }
    }

    private void row(FoldedRows.Row row, int basis, Labels labels, String name, int lag, double divisor)
            throws IOException {
        if (divisor != 1 && !row.key().currency().equals("USD")) {
            return;
        }
        LocalDate end = row.history().days().lastKey().plusDays(1);
        for (Map.Entry<LocalDate, CostDay> day : row.history().days().entrySet()) {
            LocalDate seen = day.getKey().plusDays(lag);
            if (seen.isBefore(end)) {
                day(name, labels, seen, Nanos.toDouble(row.amount(day.getValue(), basis)) / divisor);
            }
        }
    }

    private void day(String name, Labels labels, LocalDate date, double value) throws IOException {
        String prefix = name + text(labels.merge(target)) + " " + value + " ";
        long start = date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        for (long offset = 0; offset < SECONDS_PER_DAY; offset += STEP.toSeconds()) {
            out.write(prefix);
            out.write(Long.toString(start + offset));
            out.write('\n');
        }
    }

    private static String text(Labels labels) {
        return labels.stream()
                .map(label -> label.getName() + "=\"" + escaped(label) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(Label label) {
        return label.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
