package io.finops.costexporter.commitment;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/**
 * The use of one kind of commitment as metrics.
 *
 * @param payer whose it is; empty where there is only one
 */
public record CommitmentPage(Commitment commitment, String payer) implements FetchedPage<CommitmentUse> {
    private static final MetricFamily UTILIZATION = new MetricFamily(
            "cloud_commitment_utilization_ratio", "Used share of what was committed to, over the last 30 days.");
    private static final MetricFamily COVERAGE = new MetricFamily(
            "cloud_commitment_coverage_ratio", "Share of eligible usage that was covered, over the last 30 days.");

    @Override
    public List<MetricFamily> families() {
        return List.of(UTILIZATION, COVERAGE);
    }

    @Override
    public void write(PageBuilder page, CommitmentUse known, Instant now) {
        Labels labels = RowLabels.withPayer(Labels.of("commitment", commitment.label(), "provider", "aws"), payer);
        Double utilization = known.utilization();
        if (utilization != null) {
            page.add(UTILIZATION, labels, utilization);
        }
        Double coverage = known.coverage();
        if (coverage != null) {
            page.add(COVERAGE, labels, coverage);
        }
    }
}
