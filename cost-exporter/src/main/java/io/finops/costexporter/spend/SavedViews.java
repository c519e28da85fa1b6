package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.SavedHistory;
import io.finops.costexporter.bill.SettledFigures;
import io.finops.costexporter.state.StateSection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps every view's history over restarts, as long as the view is configured to ask the same of the same source. */
public final class SavedViews implements StateSection<SavedViews.Content> {
    private final Map<Part, String> definitions = new LinkedHashMap<>();
    private final ViewStore store;

    /** A view's history, and what the view was when it was read. */
    public record Entry(String definition, SavedHistory history) {}

    /**
     * What is published of a view's settled days.
     *
     * @param history null where it is the view's newest
     */
    public record Settled(LocalDate day, @Nullable SavedHistory history) {}

    /** All parts by their words; earlier versions saved no settled figures. */
    public record Content(
            Map<String, Entry> views, @Nullable Map<String, Settled> settled) {}

    public SavedViews(List<Part> parts, List<CostBasis> bases, ViewStore store) {
        this.store = store;
        for (CostView view : store.views()) {
            parts.stream()
                    .filter(part -> part.view().equals(view.name()))
                    .forEach(part -> definitions.put(part, definition(view, bases)));
        }
    }

    /** What decides which figures a view holds; how many rows are published does not. */
    private static String definition(CostView view, List<CostBasis> bases) {
        return bases + " by " + view.groupings() + " where " + view.filters()
                + (view.billingView().isEmpty() ? "" : " in " + view.billingView());
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
        definitions.forEach((part, definition) -> store.get(part)
                .ifPresent(history -> views.put(part.toString(), new Entry(definition, SavedHistory.of(history)))));
        Map<String, Settled> settled = new LinkedHashMap<>();
        store.settled()
                .parts()
                .forEach((part, figures) -> settled.put(
                        part.toString(),
                        new Settled(
                                figures.day(),
                                figures.history().equals(store.get(part).orElse(null))
                                        ? null
                                        : SavedHistory.of(figures.history()))));
        return new Content(views, settled);
    }

    @Override
    public void restore(Content saved) {
        Map<Part, CostHistory> restored = new LinkedHashMap<>();
        Map<Part, SettledFigures.Of> settled = new LinkedHashMap<>();
        Map<String, Settled> saidOfSettled = Objects.requireNonNullElse(saved.settled(), Map.of());
        definitions.forEach((part, definition) -> {
            Entry entry = saved.views().get(part.toString());
            if (entry == null || !entry.definition().equals(definition)) {
                return;
            }
            CostHistory newest = entry.history().toHistory();
            restored.put(part, newest);
            Settled figures = saidOfSettled.get(part.toString());
            if (figures != null) {
                SavedHistory older = figures.history();
                settled.put(part, new SettledFigures.Of(figures.day(), older == null ? newest : older.toHistory()));
            }
        });
        store.restore(restored, new SettledFigures(settled));
    }
}
