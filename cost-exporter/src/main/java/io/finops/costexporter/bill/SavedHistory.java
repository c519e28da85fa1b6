package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link CostHistory} as plain lists, to be written to disk and read back. */
public record SavedHistory(
        List<CostBasis> bases, List<RowKey> rows, Map<LocalDate, Day> days, Map<String, String> accountNames) {

    /**
     * One day.
     *
     * @param settledAmounts null where they are the amounts themselves
     */
    public record Day(
            boolean estimated,
            List<Long> amounts,
            Instant unchangedSince,
            Instant lastRead,
            @Nullable Instant settledAt,
            @Nullable List<Long> settledAmounts) {}

    public static SavedHistory of(CostHistory history) {
        Map<LocalDate, Day> days = new TreeMap<>();
        history.days()
                .forEach((date, day) -> days.put(
                        date,
                        new Day(
                                day.estimated(),
                                list(day.amounts()),
                                day.unchangedSince(),
                                day.lastRead(),
                                day.settledAt(),
                                day.restated() ? list(day.settledAmounts()) : null)));
        return new SavedHistory(history.bases(), history.rows(), days, history.accountNames());
    }

    /** Throws {@link IllegalArgumentException} if its parts do not fit each other. */
    public CostHistory toHistory() {
        int width = rows.size() * bases.size();
        NavigableMap<LocalDate, CostDay> restored = new TreeMap<>();
        days.forEach((date, day) -> {
            long[] amounts = array(day.amounts(), width);
            long[] settled = day.settledAmounts() == null ? amounts : array(day.settledAmounts(), width);
            restored.put(
                    date,
                    new CostDay(
                            day.estimated(), amounts, day.unchangedSince(), day.lastRead(), day.settledAt(), settled));
        });
        return new CostHistory(bases, rows, restored, accountNames);
    }

    private static List<Long> list(long[] amounts) {
        List<Long> list = new ArrayList<>(amounts.length);
        for (long amount : amounts) {
            list.add(amount);
        }
        return list;
    }

    private static long[] array(List<Long> amounts, int width) {
        if (amounts.size() != width) {
            throw new IllegalArgumentException("a day of " + amounts.size() + " amounts where " + width + " belong");
        }
        return amounts.stream().mapToLong(Long::longValue).toArray();
    }
}
