package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The newest history of each view, and the settled figures that all of them agree on. Thread-safe. */
public final class ViewStore {
    private final List<CostView> configured;
    private final AtomicReference<Content> content = new AtomicReference<>(new Content(Map.of(), SettledFigures.NONE));

    private record Content(Map<String, CostHistory> views, SettledFigures settled) {}

    public ViewStore(List<CostView> views) {
        this.configured = List.copyOf(views);
    }

    public Optional<CostHistory> get(String view) {
        return Optional.ofNullable(content.get().views().get(view));
    }

    /** What is published of settled days. */
    public SettledFigures settled() {
        return content.get().settled();
    }

    public void put(String view, CostHistory history) {
        content.updateAndGet(before -> {
            Map<String, CostHistory> views = new LinkedHashMap<>(before.views());
            views.put(view, history);
            return new Content(Map.copyOf(views), before.settled().after(configured, views));
        });
    }

    /** Takes over what is known from before a restart. */
    void restore(Map<String, CostHistory> views, SettledFigures settled) {
        content.set(new Content(Map.copyOf(views), settled.after(configured, views)));
    }
}
