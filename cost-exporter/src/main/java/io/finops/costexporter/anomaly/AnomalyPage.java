package io.finops.costexporter.anomaly;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our own anomalies ({@code detector="robust"}) as metrics. They are looked for in every published row of every view, on the
 * newest settled day and, since what is already too much cannot become right by being complete, on the days since.
 */
public record AnomalyPage(ViewStore store, RobustDetector detector, List<String> collectors) implements PageSection {
    public AnomalyPage {
        collectors = List.copyOf(collectors);
    }

    @Override
    public List<MetricFamily> families() {
        return AnomalyMetrics.ALL;
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int count = 0;
        for (CostView view : store.views()) {
            if (!view.isInternal()) {
                count += write(view, page, today);
            }
        }
        page.add(AnomalyMetrics.COUNT, Labels.of("detector", "robust"), count);
    }

    private int write(CostView view, PageBuilder page, LocalDate today) {
        int count = 0;
        int judged = 0;
        for (FoldedRows.Row row : FoldedRows.of(store.get(view), view.top()).rows()) {
            boolean detailed = judged++ < CostView.DETAILED_ROWS;
            RobustDetector.Finding finding = judge(row, today).orElse(null);
            if (finding == null) {
                continue;
            }
            Labels labels = RowLabels.of(view, row, 0)
                    .add("detector", "robust")
                    .add("period_start", finding.date().toString());
            page.add(AnomalyMetrics.IMPACT, labels, finding.impact());
            if (detailed || finding.impact() > 0) {
                page.add(AnomalyMetrics.EXPECTED, labels, finding.expected());
                page.add(AnomalyMetrics.UPPER, labels, finding.upper());
            }
            count += finding.impact() > 0 ? 1 : 0;
        }
        return count;
    }

    /** The newest day that is an anomaly, or what is to be said of the newest settled day. */
    private Optional<RobustDetector.Finding> judge(FoldedRows.Row row, LocalDate today) {
        LocalDate settled = row.history().newestSettledDay().orElse(null);
        if (settled == null) {
            return Optional.empty();
        }
        DailySeries before = DailySeries.upTo(settled.minusDays(1), row, 0);
        Optional<RobustDetector.Finding> found = Optional.empty();
        for (Map.Entry<LocalDate, CostDay> day : row.history()
                .days()
                .subMap(settled, true, today, false)
                .descendingMap()
                .entrySet()) {
            found = detector.judge(before, day.getKey(), Nanos.toDouble(row.amount(day.getValue(), 0)));
            if (found.isPresent() && found.get().impact() > 0) {
                break;
            }
        }
        return found;
    }
}
