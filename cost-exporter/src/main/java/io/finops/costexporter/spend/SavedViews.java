package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.SavedHistory;
import io.finops.costexporter.state.StateSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps every view's history over restarts, as long as the view is configured to ask the same. */
public final class SavedViews implements StateSection<SavedViews.Content> {
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final ViewStore store;

    /** A view's history, and what the view was when it was read. */
    public record Entry(String definition, SavedHistory history) {}

    /** All views by name. */
    public record Content(Map<String, Entry> views) {}

    public SavedViews(List<CostView> views, List<CostBasis> bases, ViewStore store) {
        this.store = store;
        views.forEach(view -> definitions.put(view.name(), definition(view, bases)));
    }

    /** What decides which figures a view holds; how many rows are published does not. */
    private static String definition(CostView view, List<CostBasis> bases) {
        return bases + " by " + view.groupings() + " where " + view.filters();
    }

    @Override
    public String name() {
        return "views";
    }

    @Override
    public Class<Content> type() {
        return Content.class;
    }

    @Override
    public Content save() {
        Map<String, Entry> views = new LinkedHashMap<>();
        definitions.forEach((name, definition) ->
                store.get(name).ifPresent(history -> views.put(name, new Entry(definition, SavedHistory.of(history)))));
        return new Content(views);
    }

    @Override
    public void restore(Content saved) {
        Map<String, CostHistory> restored = new LinkedHashMap<>();
        saved.views().forEach((name, entry) -> {
            if (entry.definition().equals(definitions.get(name))) {
                restored.put(name, entry.history().toHistory());
            }
        });
        restored.forEach(store::put);
    }
}
