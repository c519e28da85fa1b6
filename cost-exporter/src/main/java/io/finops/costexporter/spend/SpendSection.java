package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import java.time.Instant;
import java.util.List;

/**
 * What one view holds: its rows, and the whole bill if it is the view that leaves nothing out.
 *
 * @param collectors that read it, one or more a source
 */
public record SpendSection(CostView view, ViewStore store, List<String> collectors) implements PageSection {
    public SpendSection {
        collectors = List.copyOf(collectors);
    }

    @Override
    public List<MetricFamily> families() {
        return SpendPage.FAMILIES;
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        SpendPage spend = new SpendPage(now, store, page);
        if (view.equals(store.whole())) {
            spend.bill(view);
        }
        if (!view.isInternal()) {
            spend.view(view);
        }
    }
}
