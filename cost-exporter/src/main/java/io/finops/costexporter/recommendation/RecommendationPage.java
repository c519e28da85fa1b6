package io.finops.costexporter.recommendation;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/**
 * Recommendations as metrics.
 *
 * @param payer whose they are; empty where there is only one
 */
public record RecommendationPage(String payer) implements FetchedPage<Recommendations> {
    private static final MetricFamily SAVINGS = new MetricFamily(
            "cloud_recommendation_savings_amount",
            "What a month would cost less after all recommendations of one action, by AWS's estimate.");
    private static final MetricFamily DEDUPLICATED = new MetricFamily(
            "cloud_recommendation_deduplicated_savings_amount",
            "What a month would cost less after all recommendations, each resource counted once, by AWS's estimate.");
    private static final MetricFamily COUNT =
            new MetricFamily("cloud_recommendations", "How many recommendations of one action there are.");

    @Override
    public List<MetricFamily> families() {
        return List.of(SAVINGS, DEDUPLICATED, COUNT);
    }

    @Override
    public void write(PageBuilder page, Recommendations known, Instant now) {
        Labels all = RowLabels.withPayer(Labels.of("currency", known.currency(), "provider", "aws"), payer);
        page.add(DEDUPLICATED, all, known.deduplicated());
        known.actions().forEach(action -> {
            page.add(SAVINGS, all.add("action", action.name()), action.savings());
            page.add(
                    COUNT,
                    RowLabels.withPayer(Labels.of("action", action.name(), "provider", "aws"), payer),
                    action.count());
        });
    }
}
