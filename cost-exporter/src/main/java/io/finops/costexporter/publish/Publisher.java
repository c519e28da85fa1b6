package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the page anew when figures have changed, and with every hour, since today, this month and the run rate move
 * with the clock. Called by one thread.
 */
public final class Publisher {
    static final MetricFamily SOURCE = new MetricFamily(
            "cloud_cost_source_info",
            "Where the figures come from; simulated=\"true\" when that is not AWS. Always 1.");

    private final List<CostView> views;
    private final ViewStore store;
    private final boolean simulated;
    private final PublishedPage page;
    private final Clock clock;
    private Instant hour = Instant.MIN;

    /** @param views of which the first that leaves nothing out is also the whole bill */
    public Publisher(List<CostView> views, ViewStore store, boolean simulated, PublishedPage page, Clock clock) {
        this.views = List.copyOf(views);
        this.store = store;
        this.simulated = simulated;
        this.page = page;
        this.clock = clock;
    }

    /** All families that a page may carry. */
    public static List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(SpendPage.families());
        all.add(SOURCE);
        return all;
    }

    public void publish() {
        Instant now = clock.instant();
        hour = now.truncatedTo(ChronoUnit.HOURS);
        PageBuilder next = new PageBuilder();
        next.add(SOURCE, Labels.of("simulated", String.valueOf(simulated), "source", "cost-explorer"), 1);
        SpendPage spend = new SpendPage(now, next);
        views.stream()
                .filter(CostView::isWhole)
                .findFirst()
                .flatMap(view -> store.get(view.name()))
                .ifPresent(spend::bill);
        for (CostView view : views) {
            CostHistory history = store.get(view.name()).orElse(null);
            if (history != null && !view.isInternal()) {
                spend.view(view, history);
            }
        }
        page.replace(next.build());
    }

    /** Publishes when a new hour has begun. */
    public void publishOnTheHour() {
        if (clock.instant().truncatedTo(ChronoUnit.HOURS).isAfter(hour)) {
            publish();
        }
    }
}
