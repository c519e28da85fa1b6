package io.finops.costexporter.publish;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects samples by family and freezes them into a page. Not thread-safe. */
public final class PageBuilder {
    private final Map<MetricFamily, List<GaugeDataPointSnapshot>> families = new LinkedHashMap<>();

    public PageBuilder add(MetricFamily family, Labels labels, double value) {
        families.computeIfAbsent(family, f -> new ArrayList<>()).add(new GaugeDataPointSnapshot(value, labels, null));
        return this;
    }

    public MetricSnapshots build() {
        List<MetricSnapshot> snapshots = new ArrayList<>(families.size());
        families.forEach((family, samples) ->
                snapshots.add(new GaugeSnapshot(new MetricMetadata(family.name(), family.help()), samples)));
        return new MetricSnapshots(snapshots);
    }
}
