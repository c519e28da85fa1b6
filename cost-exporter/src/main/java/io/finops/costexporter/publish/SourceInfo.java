package io.finops.costexporter.publish;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Says where the figures come from, so that simulated ones say so everywhere.
 *
 * @param simulated by source, such as {@code cost-explorer}, whether its figures are not real
 */
public record SourceInfo(Map<String, Boolean> simulated) implements PageSection {
    private static final MetricFamily SOURCE = new MetricFamily(
            "cloud_cost_source_info",
            "Where the figures come from; simulated=\"true\" when that is not AWS. Always 1.");

    public SourceInfo {
        simulated = Map.copyOf(simulated);
    }

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
        simulated.forEach((source, isSimulated) ->
                page.add(SOURCE, Labels.of("simulated", String.valueOf(isSimulated), "source", source), 1));
    }
}
