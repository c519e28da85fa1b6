package io.finops.costexporter.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
     * @param settlingTime how long after its end a day may settle at the earliest
     * @param keepFrom days before this one are forgotten, and with them rows that have nothing left
     */
    public CostHistory after(CostReading reading, Instant now, Duration settlingTime, LocalDate keepFrom) {
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
            Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            merged.put(
                    date,
                    known == null
                            ? CostDay.firstRead(day.estimated(), amounts, now)
                            : known.readAgain(day.estimated(), amounts, now, end, end.plus(settlingTime)));
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

    /** Whether AWS still calls any day of {@code [from, to]} an estimate. */
    public boolean estimated(LocalDate from, LocalDate to) {
        return days.subMap(from, true, to, true).values().stream().anyMatch(CostDay::estimated);
    }
}
