package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The newest history of each view. One writer, many readers. */
public final class ViewStore {
    private final AtomicReference<Map<String, CostHistory>> views = new AtomicReference<>(Map.of());

    public Optional<CostHistory> get(String view) {
        return Optional.ofNullable(views.get().get(view));
    }

    public Map<String, CostHistory> all() {
        return views.get();
    }

    public void put(String view, CostHistory history) {
        views.updateAndGet(before -> {
            Map<String, CostHistory> after = new LinkedHashMap<>(before);
            after.put(view, history);
            return Map.copyOf(after);
        });
    }
}
