package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.state.StateSection;
import java.util.ArrayList;
import java.util.List;

/**
 * The spend of all sources: what reads it, keeps it and publishes it.
 *
 * @param collectors those of the whole bill first, as they matter most
 */
public record Spend(
        ViewStore store, SpendPolicy policy, List<SpendCollector> collectors, RestatementByAge restatement) {
    public Spend {
        collectors = List.copyOf(collectors);
    }

    public Spend(ViewStore store, SpendPolicy policy, List<SpendCollector> collectors) {
        this(store, policy, collectors, new RestatementByAge(store, names(collectors, store.whole())));
    }

    /** Those whose age is the age of the figures. */
    public List<SpendCollector> wholeBill() {
        return collectors.stream()
                .filter(collector -> reads(collector, store.whole()))
                .toList();
    }

    /** What outlives a restart. */
    public List<StateSection<?>> sections() {
        List<Part> parts = collectors.stream()
                .flatMap(collector -> collector.parts().stream())
                .toList();
        return List.of(new SavedViews(parts, policy.bases(), store), restatement);
    }

    /** One section a view, so that what is wrong with one leaves the others alone. */
    public List<PageSection> pages() {
        List<PageSection> pages = new ArrayList<>();
        pages.add(restatement);
        store.views().forEach(view -> pages.add(new SpendSection(view, store, names(collectors, view))));
        return pages;
    }

    /** The names of the collectors that read the whole bill. */
    public List<String> billCollectors() {
        return names(collectors, store.whole());
    }

    private static List<String> names(List<SpendCollector> collectors, CostView view) {
        return collectors.stream()
                .filter(collector -> reads(collector, view))
                .map(SpendCollector::name)
                .toList();
    }

    private static boolean reads(SpendCollector collector, CostView view) {
        return collector.parts().stream().anyMatch(part -> part.view().equals(view.name()));
    }
}
