package io.finops.costexporter.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What one complete read of AWS says: every day of a range, every row, every cost basis. Immutable. */
public final class CostReading {
    private final List<CostBasis> bases;
    private final List<RowKey> rows;
    private final NavigableMap<LocalDate, Day> days;
    private final Map<String, String> accountNames;

    private CostReading(Builder builder) {
        bases = builder.bases;
        rows = List.copyOf(builder.rows.keySet());
        accountNames = Map.copyOf(builder.accountNames);
        days = Collections.unmodifiableNavigableMap(builder.days);
        int width = rows.size() * bases.size();
        days.values().forEach(day -> day.amounts = Arrays.copyOf(day.amounts, width));
    }

    public List<CostBasis> bases() {
        return bases;
    }

    public List<RowKey> rows() {
        return rows;
    }

    public NavigableMap<LocalDate, Day> days() {
        return days;
    }

    /** Names of linked accounts by id, as far as AWS sent them along. */
    public Map<String, String> accountNames() {
        return accountNames;
    }

    /** Whether AWS returned not one row for any day. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Several payers' readings of the same days as one bill, whose rows say whose they are. */
    public static CostReading of(Map<String, CostReading> byPayer) {
        Builder all = new Builder(byPayer.values().iterator().next().bases);
        byPayer.forEach((payer, reading) -> {
            reading.accountNames.forEach(all::accountName);
            reading.days.forEach((date, day) -> {
                all.day(date, day.estimated);
                for (int row = 0; row < reading.rows.size(); row++) {
                    int from = row * reading.bases.size();
                    all.add(
                            date,
                            reading.rows.get(row).of(payer),
                            Arrays.copyOfRange(day.amounts, from, from + reading.bases.size()));
                }
            });
        });
        return all.build();
    }

    /** One day's amounts: {@code amounts[row * bases + basis]} in {@link Nanos}. */
    public static final class Day {
        private final BitSet rows = new BitSet();
        private boolean estimated;
        private long[] amounts = new long[16];

        /** Notes that a row is there; false if it was already. */
        private boolean present(int row) {
            boolean already = rows.get(row);
            rows.set(row);
            return !already;
        }

        public boolean estimated() {
            return estimated;
        }

        public long amount(int index) {
            return amounts[index];
        }
    }

    /** Collects pages. A row that comes twice for a day is refused: nobody can tell whether it counts once. Not thread-safe. */
    public static final class Builder {
        private final List<CostBasis> bases;
        private final Map<RowKey, Integer> rows = new LinkedHashMap<>();
        private final NavigableMap<LocalDate, Day> days = new TreeMap<>();
        private final Map<String, String> accountNames = new HashMap<>();

        public Builder(List<CostBasis> bases) {
            this.bases = List.copyOf(bases);
        }

        /** Names a day, which stays empty unless rows follow. */
        public Builder day(LocalDate date, boolean estimated) {
            days.computeIfAbsent(date, d -> new Day()).estimated |= estimated;
            return this;
        }

        /**
         * Adds a row of a day, or throws an {@link IllegalArgumentException} if the day has it already.
         *
         * @param amounts one per cost basis, in {@link Nanos}
         */
        public Builder add(LocalDate date, RowKey key, long... amounts) {
            if (amounts.length != bases.size()) {
                throw new IllegalArgumentException("expected an amount for each of " + bases);
            }
            Day day = days.computeIfAbsent(date, d -> new Day());
            Integer known = rows.get(key);
            int row = known == null ? rows.size() : known;
            if (known == null) {
                rows.put(key, row);
            }
            if (!day.present(row)) {
                throw new IllegalArgumentException(key + " comes twice on " + date);
            }
            int end = (row + 1) * bases.size();
            if (day.amounts.length < end) {
                day.amounts = Arrays.copyOf(day.amounts, Math.max(end, day.amounts.length * 2));
            }
            for (int i = 0; i < amounts.length; i++) {
                int at = row * bases.size() + i;
                day.amounts[at] = amounts[i];
            }
            return this;
        }

        public Builder accountName(String id, String name) {
            accountNames.put(id, name);
            return this;
        }

        /** The days of {@code [from, to)} that no page has spoken of. */
        public List<LocalDate> missingDays(LocalDate from, LocalDate to) {
            List<LocalDate> missing = new ArrayList<>();
            from.datesUntil(to).filter(date -> !days.containsKey(date)).forEach(missing::add);
            return missing;
        }

        /** Ends the collecting; the builder is not to be used again. */
        public CostReading build() {
            return new CostReading(this);
        }
    }
}
