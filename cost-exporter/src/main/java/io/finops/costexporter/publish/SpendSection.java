package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.spend.ViewStore;
import java.time.Instant;
import java.util.List;

/** The bill and its views. The first view that leaves nothing out is also the whole bill. */
public record SpendSection(List<CostView> views, ViewStore store) implements PageSection {
    public SpendSection {
        views = List.copyOf(views);
    }

    @Override
    public List<MetricFamily> families() {
        return SpendPage.families();
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        SpendPage spend = new SpendPage(now, page);
        CostView.wholeOf(views).flatMap(view -> store.get(view.name())).ifPresent(spend::bill);
        for (CostView view : views) {
            CostHistory history = store.get(view.name()).orElse(null);
            if (history != null && !view.isInternal()) {
                spend.view(view, history);
            }
        }
    }
}
