package io.finops.costexporter.publish;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The page that scrapes see. It is replaced whole; a scrape reads one reference and never waits. Thread-safe.
 */
public final class PublishedPage implements MultiCollector {
    private final AtomicReference<MetricSnapshots> page = new AtomicReference<>(MetricSnapshots.of());
    private final Set<String> names;
    private final List<MetricFamilyDescriptor> descriptors;

    /** @param families all that a page may carry, so that nothing else can take their names */
    public PublishedPage(List<MetricFamily> families) {
        this.names = families.stream().map(MetricFamily::name).collect(Collectors.toUnmodifiableSet());
        this.descriptors = families.stream()
                .map(family -> MetricFamilyDescriptor.gauge(family.name())
                        .help(family.help())
                        .build())
                .toList();
    }

    /** The names of all families that it may carry. */
    public Set<String> names() {
        return names;
    }

    public void replace(MetricSnapshots next) {
        page.set(next);
    }

    @Override
    public MetricSnapshots collect() {
        return page.get();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return descriptors;
    }
}
