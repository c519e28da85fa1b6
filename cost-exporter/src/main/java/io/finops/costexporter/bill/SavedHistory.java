package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
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
                                day.amounts().toList(),
                                day.unchangedSince(),
                                day.lastRead(),
                                day.settledAt(),
                                day.settledAmounts().equals(day.amounts())
                                        ? null
                                        : day.settledAmounts().toList())));
        return new SavedHistory(history.bases(), history.rows(), days, history.accountNames());
    }

    /** Throws {@link IllegalArgumentException} if its parts do not fit each other. */
    public CostHistory toHistory() {
        NavigableMap<LocalDate, CostDay> restored = new TreeMap<>();
        days.forEach((date, day) -> {
            Amounts amounts = amounts(day.amounts());
            Amounts settled = day.settledAmounts() == null ? amounts : amounts(day.settledAmounts());
            restored.put(
                    date,
                    new CostDay(
                            day.estimated(), amounts, day.unchangedSince(), day.lastRead(), day.settledAt(), settled));
        });
        return new CostHistory(bases, rows, restored, accountNames);
    }

    private Amounts amounts(List<Long> saved) {
        Amounts amounts = Amounts.of(bases.size(), saved);
        if (amounts.rows() != rows.size()) {
            throw new IllegalArgumentException("a day of " + amounts.rows() + " rows where " + rows.size() + " belong");
        }
        return amounts;
    }
}
