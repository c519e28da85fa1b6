package io.finops.costexporter.publish;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/** Says where the figures come from, so that simulated ones say so everywhere. */
public record SourceInfo(boolean simulated) implements PageSection {
    private static final MetricFamily SOURCE = new MetricFamily(
            "cloud_cost_source_info",
            "Where the figures come from; simulated=\"true\" when that is not AWS. Always 1.");

    @Override
    public List<String> collectors() {
        return List.of();
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(SOURCE);
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        page.add(SOURCE, Labels.of("simulated", String.valueOf(simulated), "source", "cost-explorer"), 1);
    }
}
