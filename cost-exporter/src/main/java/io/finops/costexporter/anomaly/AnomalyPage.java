package io.finops.costexporter.anomaly;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Anomalies as metrics. Ours ({@code detector="robust"}) are looked for in every published row of every view, on the
 * newest settled day and, since what is already too much cannot become right by being complete, on the days since.
 */
public final class AnomalyPage implements PageSection {
    private static final MetricFamily IMPACT = new MetricFamily(
            "cloud_cost_anomaly_impact_amount", "By how much a day cost more than expected; 0 within the band.");
    private static final MetricFamily EXPECTED =
            new MetricFamily("cloud_cost_anomaly_expected_amount", "What a day was expected to cost.");
    private static final MetricFamily UPPER = new MetricFamily(
            "cloud_cost_anomaly_upper_amount", "Upper end of the band in which a day is not an anomaly.");
    private static final MetricFamily COUNT =
            new MetricFamily("cloud_cost_anomalies", "Anomalies that a detector sees now.");

    private final List<CostView> views;
    private final ViewStore store;
    private final RobustDetector detector;
    private final Supplier<Optional<AwsAnomalies>> aws;

    public AnomalyPage(
            List<CostView> views, ViewStore store, RobustDetector detector, Supplier<Optional<AwsAnomalies>> aws) {
        this.views = List.copyOf(views);
        this.store = store;
        this.detector = detector;
        this.aws = aws;
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(IMPACT, EXPECTED, UPPER, COUNT);
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        aws.get().ifPresent(found -> new AwsAnomalyPage(IMPACT, EXPECTED, COUNT).write(found, page, now));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int count = 0;
        for (CostView view : views) {
            CostHistory history = store.get(view.name()).orElse(null);
            if (history != null && !view.isInternal()) {
                count += write(view, history, page, today);
            }
        }
        page.add(COUNT, Labels.of("detector", "robust"), count);
    }

    private int write(CostView view, CostHistory history, PageBuilder page, LocalDate today) {
        int count = 0;
        for (FoldedRows.Row row : FoldedRows.of(history, view.top()).rows()) {
            RobustDetector.Finding finding = judge(history, row, today).orElse(null);
            if (finding == null) {
                continue;
            }
            Labels labels = RowLabels.of(view, row, history, 0)
                    .add("detector", "robust")
                    .add("period_start", finding.date().toString());
            page.add(IMPACT, labels, finding.impact());
            page.add(EXPECTED, labels, finding.expected());
            page.add(UPPER, labels, finding.upper());
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
