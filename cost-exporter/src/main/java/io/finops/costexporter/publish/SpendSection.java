package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.ViewStore;
import java.time.Instant;
import java.util.List;

/** What one view holds: its rows, and the whole bill if it is the first view that leaves nothing out. */
public record SpendSection(CostView view, boolean whole, ViewStore store) implements PageSection {
    /** One section a view, so that what is wrong with one leaves the others alone. */
    public static List<SpendSection> of(List<CostView> views, ViewStore store) {
        CostView whole = CostView.wholeOf(views).orElseThrow();
        return views.stream()
                .map(view -> new SpendSection(view, view.equals(whole), store))
                .toList();
    }

    @Override
    public String collector() {
        return SpendCollector.collectorName(view);
    }

    @Override
    public List<MetricFamily> families() {
        return SpendPage.families();
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        store.get(view.name()).ifPresent(history -> {
            SpendPage spend = new SpendPage(now, store.settled(), page);
            if (whole) {
                spend.bill(view, history);
            }
            if (!view.isInternal()) {
                spend.view(view, history);
            }
        });
    }
}
