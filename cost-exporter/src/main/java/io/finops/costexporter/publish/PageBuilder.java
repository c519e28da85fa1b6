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
    private final Map<MetricFamily, Map<Labels, GaugeDataPointSnapshot>> families = new LinkedHashMap<>();

    /** Throws an {@link IllegalStateException} for labels that the family has already. */
    public PageBuilder add(MetricFamily family, Labels labels, double value) {
        GaugeDataPointSnapshot sample = new GaugeDataPointSnapshot(value, labels, null);
        if (samples(family).putIfAbsent(labels, sample) != null) {
            throw repeated(family, labels);
        }
        return this;
    }

    /** Adds all of a part, or throws and adds nothing of it. */
    void add(PageBuilder part) {
        part.families.forEach((family, samples) -> {
            for (Labels labels : samples.keySet()) {
                if (samples(family).containsKey(labels)) {
                    throw repeated(family, labels);
                }
            }
        });
        part.families.forEach((family, samples) -> samples(family).putAll(samples));
    }

    private Map<Labels, GaugeDataPointSnapshot> samples(MetricFamily family) {
        return families.computeIfAbsent(family, f -> new LinkedHashMap<>());
    }

    private static IllegalStateException repeated(MetricFamily family, Labels labels) {
        return new IllegalStateException(family.name() + labels + " is there already");
    }

    public MetricSnapshots build() {
        List<MetricSnapshot> snapshots = new ArrayList<>(families.size());
        families.forEach((family, samples) -> {
            if (!samples.isEmpty()) {
                snapshots.add(new GaugeSnapshot(new MetricMetadata(family.name(), family.help()), samples.values()));
            }
        });
        return new MetricSnapshots(snapshots);
    }
}
