package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.SettledFigures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The newest history of each view from each source, and the settled figures that all of them agree on. Thread-safe. */
public final class ViewStore {
    private final List<CostView> configured;
    private final AtomicReference<Content> content = new AtomicReference<>(new Content(Map.of(), SettledFigures.NONE));

    private record Content(Map<Part, CostHistory> parts, SettledFigures settled) {}

    public ViewStore(List<CostView> views) {
        this.configured = List.copyOf(views);
    }

    public List<CostView> views() {
        return configured;
    }

    /** The view whose rows add up to the whole bill. */
    public CostView whole() {
        return CostView.wholeOf(configured).orElseThrow();
    }

    public Optional<CostHistory> get(Part part) {
        return Optional.ofNullable(content.get().parts().get(part));
    }

    /** What each source that has answered says of a view. */
    public Map<Part, CostHistory> parts(CostView view) {
        Map<Part, CostHistory> parts = new LinkedHashMap<>();
        content.get().parts().forEach((part, history) -> {
            if (part.view().equals(view.name())) {
                parts.put(part, history);
            }
        });
        return parts;
    }

    /** The same without saying whose they are. */
    public List<CostHistory> get(CostView view) {
        return List.copyOf(parts(view).values());
    }

    /** What is published of settled days. */
    public SettledFigures settled() {
        return content.get().settled();
    }

    /** Takes over what one source has said, of all views that it has said something of at once. */
    public void put(Map<Part, CostHistory> news) {
        content.updateAndGet(before -> {
            Map<Part, CostHistory> parts = new LinkedHashMap<>(before.parts());
            parts.putAll(news);
            return new Content(
                    Collections.unmodifiableMap(parts), before.settled().after(configured, parts));
        });
    }

    /** Takes over what is known from before a restart. */
    void restore(Map<Part, CostHistory> parts, SettledFigures settled) {
        content.set(
                new Content(Collections.unmodifiableMap(new LinkedHashMap<>(parts)), settled.after(configured, parts)));
    }
}
