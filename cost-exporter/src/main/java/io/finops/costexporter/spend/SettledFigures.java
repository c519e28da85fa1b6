package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.RowKey;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settled day that is published, and each view's figures of it. All views speak of one day, the newest that is settled
 * in every one of them, and those that leave nothing out add up to the bill: until they do, as when AWS has restated the
 * day between the reads of two views, the figures before stay. A view that falls behind for days is left behind, with
 * its own day. Immutable, pure.
 *
 * @param views by name; a view that has no settled day yet is not among them
 */
public record SettledFigures(Map<String, Of> views) {
    public static final SettledFigures NONE = new SettledFigures(Map.of());

    /** By how many days one view may hold up the others. */
    private static final int PATIENCE_DAYS = 3;

    /** A view's figures, of which one day is published. */
    public record Of(LocalDate day, CostHistory history) {}

    public SettledFigures {
        views = Map.copyOf(views);
    }

    public Optional<Of> of(CostView view) {
        return Optional.ofNullable(views.get(view.name()));
    }

    /** What is published once these are the newest figures. */
    SettledFigures after(List<CostView> configured, Map<String, CostHistory> latest) {
        CostView whole = CostView.wholeOf(configured).orElseThrow();
        CostHistory bill = latest.get(whole.name());
        LocalDate newest = bill == null ? null : newestSettled(bill);
        if (bill == null || newest == null) {
            return this;
        }
        Map<CostView, CostHistory> together = new LinkedHashMap<>();
        for (CostView view : configured) {
            CostHistory history = latest.get(view.name());
            LocalDate settled = history == null ? null : newestSettled(history);
            if (history != null && settled != null && !settled.isBefore(newest.minusDays(PATIENCE_DAYS))) {
                together.put(view, history);
            }
        }
        LocalDate day = commonDay(together, bill);
        if (day == null) {
            return this;
        }
        Set<CostView> disagreeing = disagreeing(together, bill, day);
        Of before = views.get(whole.name());
        if (!disagreeing.isEmpty()
                && before != null
                && day.isBefore(before.day().plusDays(PATIENCE_DAYS))) {
            return this;
        }
        Map<String, Of> next = new LinkedHashMap<>(views);
        together.forEach((view, history) -> {
            if (!disagreeing.contains(view)) {
                next.put(view.name(), new Of(day, history));
            }
        });
        return new SettledFigures(next);
    }

    private static @Nullable LocalDate newestSettled(CostHistory history) {
        return history.newestSettledDay().map(Map.Entry::getKey).orElse(null);
    }

    private static @Nullable LocalDate commonDay(Map<CostView, CostHistory> together, CostHistory bill) {
        for (LocalDate day : bill.days().descendingKeySet()) {
            if (together.values().stream().allMatch(history -> isSettled(history, day))) {
                return day;
            }
        }
        return null;
    }

    private static boolean isSettled(CostHistory history, LocalDate date) {
        var day = history.days().get(date);
        return day != null && day.settled();
    }

    private static Set<CostView> disagreeing(Map<CostView, CostHistory> together, CostHistory bill, LocalDate day) {
        Set<CostView> disagreeing = new HashSet<>();
        together.forEach((view, history) -> {
            if (view.isWhole() && !agree(history, bill, day)) {
                disagreeing.add(view);
            }
        });
        return disagreeing;
    }

    /** To the rounding of their rows: each is a billionth off at most. */
    private static boolean agree(CostHistory view, CostHistory bill, LocalDate day) {
        Map<RowKey, long[]> parts = view.totals(day);
        Map<RowKey, long[]> whole = bill.totals(day);
        Set<RowKey> keys = new HashSet<>(parts.keySet());
        keys.addAll(whole.keySet());
        long tolerance = (long) view.rows().size() + bill.rows().size();
        long[] nothing = new long[bill.bases().size()];
        for (RowKey key : keys) {
            long[] some = parts.getOrDefault(key, nothing);
            long[] all = whole.getOrDefault(key, nothing);
            for (int basis = 0; basis < nothing.length; basis++) {
                if (Math.abs(some[basis] - all[basis]) > tolerance) {
                    return false;
                }
            }
        }
        return true;
    }
}
