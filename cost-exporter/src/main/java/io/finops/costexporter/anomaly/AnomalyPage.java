package io.finops.costexporter.anomaly;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Our own anomalies ({@code detector="robust"}) as metrics. They are looked for in every published row of every view, on the
 * newest settled day and, since what is already too much cannot become right by being complete, on the days since.
 */
public final class AnomalyPage implements PageSection {
    private final List<CostView> views;
    private final ViewStore store;
    private final RobustDetector detector;

    public AnomalyPage(List<CostView> views, ViewStore store, RobustDetector detector) {
        this.views = List.copyOf(views);
        this.store = store;
        this.detector = detector;
    }

    @Override
    public String collector() {
        return SpendCollector.collectorName(CostView.wholeOf(views).orElseThrow());
    }

    @Override
    public List<MetricFamily> families() {
        return AnomalyMetrics.ALL;
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int count = 0;
        for (CostView view : views) {
            CostHistory history = store.get(view.name()).orElse(null);
            if (history != null && !view.isInternal()) {
                count += write(view, history, page, today);
            }
        }
        page.add(AnomalyMetrics.COUNT, Labels.of("detector", "robust"), count);
    }

    private int write(CostView view, CostHistory history, PageBuilder page, LocalDate today) {
        int count = 0;
        int judged = 0;
        for (FoldedRows.Row row : FoldedRows.of(history, view.top()).rows()) {
            boolean detailed = judged++ < CostView.DETAILED_ROWS;
            RobustDetector.Finding finding = judge(history, row, today).orElse(null);
            if (finding == null) {
                continue;
            }
            Labels labels = RowLabels.of(view, row, history, 0)
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
    private Optional<RobustDetector.Finding> judge(CostHistory history, FoldedRows.Row row, LocalDate today) {
        LocalDate settled = history.newestSettledDay().map(day -> day.getKey()).orElse(null);
        if (settled == null) {
            return Optional.empty();
        }
        DailySeries before = DailySeries.upTo(settled.minusDays(1), history, row, 0);
        Optional<RobustDetector.Finding> found = Optional.empty();
        for (LocalDate date : history.days().subMap(settled, true, today, false).descendingKeySet()) {
            double amount = DailySeries.upTo(date, history, row, 0).last(1).get(0);
            found = detector.judge(before, date, amount);
            if (found.isPresent() && found.get().impact() > 0) {
                break;
            }
        }
        return found;
    }
}
