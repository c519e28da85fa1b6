package io.finops.costexporter.bill;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settled day that is published, and each part's figures of it. All parts speak of one day, the newest that is settled
 * in every one of them, and the views that leave nothing out add up to their source's bill: until they do, as when AWS has
 * restated the day between the reads of two views, the figures before stay. A part that falls behind for days is left
 * behind, with its own day. Immutable, pure.
 *
 * @param parts those that have a settled day
 */
public record SettledFigures(Map<Part, Of> parts) {
    public static final SettledFigures NONE = new SettledFigures(Map.of());

    /** By how many days one part may hold up the others. */
    private static final int PATIENCE_DAYS = 3;

    /** A part's figures, of which one day is published. */
    public record Of(LocalDate day, CostHistory history) {}

    public SettledFigures {
        parts = Map.copyOf(parts);
    }

    public Optional<Of> of(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** What is published once these are the newest figures. */
    public SettledFigures after(List<CostView> views, Map<Part, CostHistory> latest) {
        CostView whole = CostView.wholeOf(views).orElseThrow();
        LocalDate newest = newest(whole, latest);
        if (newest == null) {
            return this;
        }
        Map<Part, CostHistory> together = new LinkedHashMap<>();
        latest.forEach((part, history) -> history.newestSettledDay()
                .filter(settled -> !settled.isBefore(newest.minusDays(PATIENCE_DAYS)))
                .ifPresent(settled -> together.put(part, history)));
        LocalDate day = commonDay(together, newest);
        if (day == null) {
            return this;
        }
        Set<Part> disagreeing = disagreeing(views, whole, together, day);
        boolean patient = parts.entrySet().stream()
                .anyMatch(before -> before.getKey().view().equals(whole.name())
                        && day.isBefore(before.getValue().day().plusDays(PATIENCE_DAYS)));
        if (!disagreeing.isEmpty() && patient) {
            return this;
        }
        Map<Part, Of> next = new LinkedHashMap<>(parts);
        together.forEach((part, history) -> {
            if (!disagreeing.contains(part)) {
                next.put(part, new Of(day, history));
            }
        });
        return new SettledFigures(next);
    }

    private static @Nullable LocalDate newest(CostView whole, Map<Part, CostHistory> latest) {
        return latest.entrySet().stream()
                .filter(part -> part.getKey().view().equals(whole.name()))
                .flatMap(part -> part.getValue().newestSettledDay().stream())
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    private static @Nullable LocalDate commonDay(Map<Part, CostHistory> together, LocalDate newest) {
        LocalDate oldest = newest;
        for (CostHistory history : together.values()) {
            LocalDate first = history.days().firstKey();
            oldest = first.isBefore(oldest) ? first : oldest;
        }
        for (LocalDate day = newest; !day.isBefore(oldest); day = day.minusDays(1)) {
            LocalDate date = day;
            if (together.values().stream().allMatch(history -> history.isSettled(date))) {
                return day;
            }
        }
        return null;
    }

    private static Set<Part> disagreeing(
            List<CostView> views, CostView whole, Map<Part, CostHistory> together, LocalDate day) {
        Set<Part> disagreeing = new HashSet<>();
        for (CostView view : views) {
            together.forEach((part, history) -> {
                CostHistory bill = together.get(new Part(whole.name(), part.source()));
                if (part.view().equals(view.name()) && view.isWhole() && bill != null && !agree(history, bill, day)) {
                    disagreeing.add(part);
                }
            });
        }
        return disagreeing;
    }

    /** To the rounding of their rows: each is a billionth off at most. */
    private static boolean agree(CostHistory view, CostHistory bill, LocalDate day) {
        Map<RowKey, List<Long>> some = view.totals(day);
        Map<RowKey, List<Long>> all = bill.totals(day);
        Set<RowKey> keys = new HashSet<>(some.keySet());
        keys.addAll(all.keySet());
        long tolerance = (long) view.rows().size() + bill.rows().size();
        for (RowKey key : keys) {
            for (int basis = 0; basis < bill.bases().size(); basis++) {
                if (Math.abs(amount(some, key, basis) - amount(all, key, basis)) > tolerance) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long amount(Map<RowKey, List<Long>> totals, RowKey key, int basis) {
        List<Long> amounts = totals.get(key);
        return amounts == null ? 0 : Objects.requireNonNull(amounts.get(basis));
    }
}
