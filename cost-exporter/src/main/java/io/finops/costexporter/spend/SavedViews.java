package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.SavedHistory;
import io.finops.costexporter.state.StateSection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps every view's history over restarts, as long as the view is configured to ask the same. */
public final class SavedViews implements StateSection<SavedViews.Content> {
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final ViewStore store;

    /** A view's history, and what the view was when it was read. */
    public record Entry(String definition, SavedHistory history) {}

    /**
     * What is published of a view's settled days.
     *
     * @param history null where it is the view's newest
     */
    public record Settled(LocalDate day, @Nullable SavedHistory history) {}

    /** All views by name; earlier versions saved no settled figures. */
    public record Content(
            Map<String, Entry> views, @Nullable Map<String, Settled> settled) {}

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
        Map<String, Settled> settled = new LinkedHashMap<>();
        store.settled()
                .views()
                .forEach((name, figures) -> settled.put(
                        name,
                        new Settled(
                                figures.day(),
                                figures.history() == store.get(name).orElse(null)
                                        ? null
                                        : SavedHistory.of(figures.history()))));
        return new Content(views, settled);
    }

    @Override
    public void restore(Content saved) {
        Map<String, CostHistory> restored = new LinkedHashMap<>();
        saved.views().forEach((name, entry) -> {
            if (entry.definition().equals(definitions.get(name))) {
                restored.put(name, entry.history().toHistory());
            }
        });
        Map<String, SettledFigures.Of> settled = new LinkedHashMap<>();
        Objects.requireNonNullElse(saved.settled(), Map.<String, Settled>of()).forEach((name, figures) -> {
            CostHistory newest = restored.get(name);
            SavedHistory older = figures.history();
            if (newest != null) {
                settled.put(name, new SettledFigures.Of(figures.day(), older == null ? newest : older.toHistory()));
            }
        });
        store.restore(restored, new SettledFigures(settled));
    }
}
