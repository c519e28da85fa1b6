package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All that is known of one view from one source: its rows, and each day's amounts and settledness. Immutable: a read makes
 * a new one.
 *
 * @param days each with as many rows of amounts as there are rows
 */
public record CostHistory(
        List<CostBasis> bases,
        List<RowKey> rows,
        NavigableMap<LocalDate, CostDay> days,
        Map<String, String> accountNames) {
    public CostHistory {
        bases = List.copyOf(bases);
        rows = List.copyOf(rows);
        days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
        accountNames = Map.copyOf(accountNames);
    }

    public static CostHistory none(List<CostBasis> bases) {
        return new CostHistory(bases, List.of(), new TreeMap<>(), Map.of());
    }

    /**
     * This history after a complete read.
     *
     * @param now when the read was made
     * @param settling when a day is settled
     * @param keepFrom days before this one are forgotten, and with them rows that have nothing left
     */
    public CostHistory after(CostReading reading, Instant now, Settling settling, LocalDate keepFrom) {
        List<RowKey> union = new ArrayList<>(rows);
        int[] position = positions(reading.rows(), union);
        int[] same = IntStream.range(0, rows.size()).toArray();
        NavigableMap<LocalDate, CostDay> merged = new TreeMap<>();
        days.tailMap(keepFrom).forEach((date, day) -> merged.put(date, day.renumbered(same, union.size())));
        reading.days().tailMap(keepFrom).forEach((date, day) -> {
            Amounts amounts = day.amounts().moved(position, union.size());
            CostDay known = merged.get(date);
            merged.put(
                    date,
                    known == null
                            ? CostDay.firstRead(day.estimated(), amounts, now)
                            : known.readAgain(day.estimated(), amounts, now, date, settling));
        });
        Map<String, String> names = new HashMap<>(accountNames);
        names.putAll(reading.accountNames());
        return new CostHistory(bases, union, merged, names).withoutEmptyRows();
    }

    /** Where the keys are in a list that those it lacks are added to. */
    private static int[] positions(List<RowKey> keys, List<RowKey> union) {
        Map<RowKey, Integer> index = new HashMap<>();
        union.forEach(key -> index.put(key, index.size()));
        int[] position = new int[keys.size()];
        for (int i = 0; i < position.length; i++) {
            Integer known = index.putIfAbsent(keys.get(i), union.size());
            position[i] = known == null ? union.size() : known;
            if (known == null) {
                union.add(keys.get(i));
            }
        }
        return position;
    }

    private CostHistory withoutEmptyRows() {
        int[] to = new int[rows.size()];
        List<RowKey> kept = new ArrayList<>();
        for (int i = 0; i < to.length; i++) {
            int row = i;
            boolean empty = days.values().stream().allMatch(day -> day.isEmpty(row));
            to[row] = empty ? -1 : kept.size();
            if (!empty) {
                kept.add(rows.get(row));
            }
        }
        if (kept.size() == rows.size()) {
            return this;
        }
        NavigableMap<LocalDate, CostDay> packed = new TreeMap<>();
        days.forEach((date, day) -> packed.put(date, day.renumbered(to, kept.size())));
        return new CostHistory(bases, kept, packed, accountNames);
    }

    /** What one row cost on one day; 0 for a day that is not known. */
    public long amount(LocalDate date, int row, int basis) {
        CostDay day = days.get(date);
        return day == null ? 0 : day.amount(row, basis);
    }

    /** The newest day that is settled. */
    public Optional<LocalDate> newestSettledDay() {
        return days.descendingMap().entrySet().stream()
                .filter(day -> day.getValue().settled())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public boolean isSettled(LocalDate date) {
        CostDay day = days.get(date);
        return day != null && day.settled();
    }

    /** Whether a month is still called an estimate, as far as is known: final is what was said of every day of it. */
    public boolean estimated(YearMonth month) {
        Collection<CostDay> known =
                days.subMap(month.atDay(1), true, month.atEndOfMonth(), true).values();
        return known.size() < month.lengthOfMonth() || known.stream().anyMatch(CostDay::estimated);
    }

    /** The sum of all rows on a day by provider, payer and currency, an amount a basis. */
    public Map<RowKey, List<Long>> totals(LocalDate date) {
        Map<RowKey, List<Long>> totals = new HashMap<>();
        CostDay day = days.get(date);
        for (int i = 0; day != null && i < rows.size(); i++) {
            int row = i;
            totals.merge(
                    rows.get(row).total(),
                    IntStream.range(0, bases.size())
                            .mapToObj(basis -> day.amount(row, basis))
                            .toList(),
                    CostHistory::sum);
        }
        return totals;
    }

    private static List<Long> sum(List<Long> some, List<Long> others) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> Math.addExact(some.get(i), others.get(i)))
                .toList();
    }
}
