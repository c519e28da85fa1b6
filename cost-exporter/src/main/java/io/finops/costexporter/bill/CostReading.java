package io.finops.costexporter.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one complete read says: every day of a range, every row, every cost basis.
 *
 * @param accountNames names of linked accounts by id, as far as the provider sent them along
 * @param asOf when the provider made it, where that is not when it was read: reading the same again proves nothing
 */
public record CostReading(
        List<CostBasis> bases,
        List<RowKey> rows,
        NavigableMap<LocalDate, Day> days,
        Map<String, String> accountNames,
        @Nullable Instant asOf) {
    public CostReading {
        bases = List.copyOf(bases);
        rows = List.copyOf(rows);
        days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
        accountNames = Map.copyOf(accountNames);
    }

    /** One day's amounts, with as many rows as the reading. */
    public record Day(boolean estimated, Amounts amounts) {}

    /** Whether there is not one row for any day. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Collects pages. A row that comes twice for a day is refused: nobody can tell whether it counts once. Not thread-safe. */
    public static final class Builder {
        private final List<CostBasis> bases;
        private final Map<RowKey, Integer> rows = new LinkedHashMap<>();
        private final NavigableMap<LocalDate, Page> days = new TreeMap<>();
        private final Map<String, String> accountNames = new HashMap<>();
        private @Nullable Instant asOf;

        private static final class Page {
            private final BitSet rows = new BitSet();
            private boolean estimated;
            private long[] amounts = new long[16];
        }

        public Builder(List<CostBasis> bases) {
            this.bases = List.copyOf(bases);
        }

        /** Names a day, which stays empty unless rows follow. */
        public Builder day(LocalDate date, boolean estimated) {
            page(date).estimated |= estimated;
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
            Page page = page(date);
            Integer known = rows.putIfAbsent(key, rows.size());
            int row = known == null ? rows.size() - 1 : known;
            if (page.rows.get(row)) {
                throw new IllegalArgumentException(key + " comes twice on " + date);
            }
            page.rows.set(row);
            int end = (row + 1) * bases.size();
            if (page.amounts.length < end) {
                page.amounts = Arrays.copyOf(page.amounts, Math.max(end, page.amounts.length * 2));
            }
            System.arraycopy(amounts, 0, page.amounts, row * bases.size(), amounts.length);
            return this;
        }

        private Page page(LocalDate date) {
            return days.computeIfAbsent(date, d -> new Page());
        }

        public Builder accountName(String id, String name) {
            accountNames.put(id, name);
            return this;
        }

        public Builder asOf(Instant made) {
            asOf = made;
            return this;
        }

        /** The days of {@code [from, to)} that no page has spoken of. */
        public List<LocalDate> missingDays(LocalDate from, LocalDate to) {
            return from.datesUntil(to).filter(date -> !days.containsKey(date)).toList();
        }

        /** Ends the collecting; the builder is not to be used again. */
        public CostReading build() {
            int width = rows.size() * bases.size();
            NavigableMap<LocalDate, Day> built = new TreeMap<>();
            days.forEach((date, page) -> built.put(
                    date, new Day(page.estimated, Amounts.of(bases.size(), Arrays.copyOf(page.amounts, width)))));
            return new CostReading(bases, List.copyOf(rows.keySet()), built, accountNames, asOf);
        }
    }
}
