package io.finops.costexporter.commitment;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The use of one kind of commitment as metrics. */
public record CommitmentPage(Commitment commitment, Supplier<Optional<CommitmentUse>> use) implements PageSection {
    private static final MetricFamily UTILIZATION = new MetricFamily(
            "cloud_commitment_utilization_ratio", "Used share of what was committed to, over the last 30 days.");
    private static final MetricFamily COVERAGE = new MetricFamily(
            "cloud_commitment_coverage_ratio", "Share of eligible usage that was covered, over the last 30 days.");

    @Override
    public List<MetricFamily> families() {
        return List.of(UTILIZATION, COVERAGE);
    }

    @Override
    public String collector() {
        return commitment.collector();
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        Labels labels = Labels.of("commitment", commitment.label(), "provider", "aws");
        CommitmentUse known = use.get().orElse(CommitmentUse.UNKNOWN);
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
