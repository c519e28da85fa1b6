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

/**
 * All that is known of one view: its rows, and each day's amounts and settledness. Immutable: a read makes a new one.
 */
public final class CostHistory {
    private final List<CostBasis> bases;
    private final List<RowKey> rows;
    private final NavigableMap<LocalDate, CostDay> days;
    private final Map<String, String> accountNames;

    /** @param days whose amounts are indexed {@code row * bases + basis} */
    public CostHistory(
            List<CostBasis> bases,
            List<RowKey> rows,
            NavigableMap<LocalDate, CostDay> days,
            Map<String, String> accountNames) {
        this.bases = List.copyOf(bases);
        this.rows = List.copyOf(rows);
        this.days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
        this.accountNames = Map.copyOf(accountNames);
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
        Map<RowKey, Integer> index = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            index.put(rows.get(i), i);
        }
        int[] position = new int[reading.rows().size()];
        for (int i = 0; i < position.length; i++) {
            RowKey key = reading.rows().get(i);
            Integer known = index.putIfAbsent(key, union.size());
            if (known == null) {
                position[i] = union.size();
                union.add(key);
            } else {
                position[i] = known;
            }
        }
        NavigableMap<LocalDate, CostDay> merged = new TreeMap<>();
        int[] identity = identity(rows.size());
        days.tailMap(keepFrom)
                .forEach((date, day) -> merged.put(date, day.renumbered(identity, union.size(), bases.size())));
        reading.days().tailMap(keepFrom).forEach((date, day) -> {
            long[] amounts = spread(day, position, union.size());
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

    private long[] spread(CostReading.Day day, int[] position, int width) {
        long[] amounts = new long[width * bases.size()];
        for (int row = 0; row < position.length; row++) {
            for (int basis = 0; basis < bases.size(); basis++) {
                amounts[position[row] * bases.size() + basis] = day.amount(row * bases.size() + basis);
            }
        }
        return amounts;
    }

    private CostHistory withoutEmptyRows() {
        int[] to = new int[rows.size()];
        List<RowKey> kept = new ArrayList<>();
        for (int row = 0; row < to.length; row++) {
            to[row] = isEmpty(row) ? -1 : kept.size();
            if (to[row] >= 0) {
                kept.add(rows.get(row));
            }
        }
        if (kept.size() == rows.size()) {
            return this;
        }
        NavigableMap<LocalDate, CostDay> packed = new TreeMap<>();
        days.forEach((date, day) -> packed.put(date, day.renumbered(to, kept.size(), bases.size())));
        return new CostHistory(bases, kept, packed, accountNames);
    }

    private boolean isEmpty(int row) {
        for (CostDay day : days.values()) {
            for (int i = row * bases.size(); i < (row + 1) * bases.size(); i++) {
                if (day.amount(i) != 0 || day.restatement(i) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] identity(int size) {
        int[] identity = new int[size];
        for (int i = 0; i < size; i++) {
            identity[i] = i;
        }
        return identity;
    }

    public List<CostBasis> bases() {
        return bases;
    }

    public List<RowKey> rows() {
        return rows;
    }

    public NavigableMap<LocalDate, CostDay> days() {
        return days;
    }

    public Map<String, String> accountNames() {
        return accountNames;
    }

    /** What one row cost on one day; 0 for a day that is not known. */
    public long amount(LocalDate date, int row, int basis) {
        CostDay day = days.get(date);
        return day == null ? 0 : day.amount(row * bases.size() + basis);
    }

    /** The newest day that is settled. */
    public Optional<Map.Entry<LocalDate, CostDay>> newestSettledDay() {
        return days.descendingMap().entrySet().stream()
                .filter(day -> day.getValue().settled())
                .findFirst();
    }

    /** Whether AWS still calls a month an estimate, as far as is known: final is what it has said of every day of it. */
    public boolean estimated(YearMonth month) {
        Collection<CostDay> known =
                days.subMap(month.atDay(1), true, month.atEndOfMonth(), true).values();
        return known.size() < month.lengthOfMonth() || known.stream().anyMatch(CostDay::estimated);
    }

    /** The sum of all rows on a day by payer and currency, an amount a basis. */
    public Map<RowKey, long[]> totals(LocalDate date) {
        Map<RowKey, long[]> totals = new HashMap<>();
        CostDay day = days.get(date);
        for (int row = 0; day != null && row < rows.size(); row++) {
            RowKey key = rows.get(row);
            long[] sums = totals.computeIfAbsent(
                    new RowKey(key.payer(), List.of(), key.currency()), k -> new long[bases.size()]);
            for (int basis = 0; basis < bases.size(); basis++) {
                sums[basis] = Math.addExact(sums[basis], day.amount(row * bases.size() + basis));
            }
        }
        return totals;
    }
}
