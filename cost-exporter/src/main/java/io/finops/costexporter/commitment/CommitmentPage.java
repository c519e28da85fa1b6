package io.finops.costexporter.commitment;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private static final MetricFamily UNUSED = new MetricFamily(
            "cloud_commitment_unused_amount", "Cost of what was committed to and not used, over the last 30 days.");
    private static final MetricFamily NET_SAVINGS = new MetricFamily(
            "cloud_commitment_net_savings_amount",
            "What covered usage would have cost on demand, less what was committed to, over the last 30 days.");
    private static final MetricFamily UNCOVERED = new MetricFamily(
            "cloud_commitment_uncovered_amount",
            "On-demand cost of eligible usage that was not covered, over the last 30 days.");

    @Override
    public List<MetricFamily> families() {
        return List.of(UTILIZATION, COVERAGE, UNUSED, NET_SAVINGS, UNCOVERED);
    }

    @Override
    public void write(PageBuilder page, CommitmentUse known, Instant now) {
        Labels shares = RowLabels.withPayer(Labels.of("commitment", commitment.label(), "provider", "aws"), payer);
        add(page, UTILIZATION, shares, known.utilization());
        add(page, COVERAGE, shares, known.coverage());
        Labels amounts = shares.add("currency", "USD");
        add(page, UNUSED, amounts, known.unused());
        add(page, NET_SAVINGS, amounts, known.netSavings());
        add(page, UNCOVERED, amounts, known.uncovered());
    }

    private static void add(PageBuilder page, MetricFamily family, Labels labels, @Nullable Double value) {
        if (value != null) {
            page.add(family, labels, value);
        }
    }
}
