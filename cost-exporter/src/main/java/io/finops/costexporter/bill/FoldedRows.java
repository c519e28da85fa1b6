package io.finops.costexporter.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A view's rows as they are published, from all its sources: the largest by themselves, the rest folded into one row a
 * provider, payer and currency. Which are largest is decided by the sum of absolute amounts over all days known, so that a
 * large credit is never folded away and the choice does not flicker.
 *
 * @param overflow how many rows were folded away
 */
public record FoldedRows(List<Row> rows, int overflow) {
    /** Stands for all values that were folded. A real value of this name is published as {@code \(other)}. */
    public static final String OTHER = "(other)";

    /** Stands for a tag or category that is not set. */
    public static final String UNSET = "(unset)";

    public FoldedRows {
        rows = List.copyOf(rows);
    }

    /** A published row: some rows of one history, added up. */
    public static final class Row {
        private final RowKey key;
        private final CostHistory history;
        private final int[] members;

        private Row(RowKey key, CostHistory history, int... members) {
            this.key = key;
            this.history = history;
            this.members = members;
        }

        public RowKey key() {
            return key;
        }

        public CostHistory history() {
            return history;
        }

        /** What it amounts to on a day of its history. */
        public long amount(CostDay day, int basis) {
            return sum(Arrays.stream(members).mapToLong(member -> day.amount(member, basis)));
        }

        /** How much it has been restated on a day of its history. */
        public long restatement(CostDay day, int basis) {
            return sum(Arrays.stream(members).mapToLong(member -> day.restatement(member, basis)));
        }

        /** What is known of some days, both ends included. */
        public long amount(LocalDate from, LocalDate to, int basis) {
            return from.isAfter(to)
                    ? 0
                    : sum(history.days().subMap(from, true, to, true).values().stream()
                            .mapToLong(day -> amount(day, basis)));
        }

        private static long sum(LongStream amounts) {
            return amounts.reduce(0, Math::addExact);
        }
    }

    private record Candidate(CostHistory history, int row, long weight) {
        RowKey key() {
            return history.rows().get(row);
        }
    }

    /** Keeps the {@code top} largest rows by themselves. */
    public static FoldedRows of(Collection<CostHistory> parts, int top) {
        List<Candidate> candidates = new ArrayList<>();
        for (CostHistory part : parts) {
            long[] weights = weights(part);
            for (int row = 0; row < weights.length; row++) {
                candidates.add(new Candidate(part, row, weights[row]));
            }
        }
        candidates.sort(
                Comparator.comparingLong((Candidate row) -> -row.weight()).thenComparing(Candidate::key));
        int kept = Math.min(top, candidates.size());
        List<Row> rows = new ArrayList<>();
        for (Candidate row : candidates.subList(0, kept)) {
            rows.add(new Row(
                    row.key()
                            .with(row.key().values().stream()
                                    .map(FoldedRows::published)
                                    .toList()),
                    row.history(),
                    row.row()));
        }
        Map<RowKey, List<Candidate>> folded = new LinkedHashMap<>();
        for (Candidate row : candidates.subList(kept, candidates.size())) {
            RowKey key = row.key().with(Collections.nCopies(row.key().values().size(), OTHER));
            folded.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        folded.forEach((key, members) -> rows.add(row(key, members)));
        return new FoldedRows(rows, candidates.size() - kept);
    }

    /** All rows as one a provider, payer and currency: the whole bill, when the view leaves nothing out. */
    public static List<Row> total(Collection<CostHistory> parts) {
        Map<RowKey, List<Candidate>> totals = new LinkedHashMap<>();
        for (CostHistory part : parts) {
            for (int row = 0; row < part.rows().size(); row++) {
                Candidate member = new Candidate(part, row, 0);
                totals.computeIfAbsent(member.key().total(), k -> new ArrayList<>())
                        .add(member);
            }
        }
        List<Row> rows = new ArrayList<>();
        totals.forEach((key, members) -> rows.add(row(key, members)));
        return rows;
    }

    /** The payer says which source a row is from, so that all are of one history. */
    private static Row row(RowKey key, List<Candidate> members) {
        return new Row(
                key,
                members.get(0).history(),
                members.stream().mapToInt(Candidate::row).toArray());
    }

    private static long[] weights(CostHistory history) {
        long[] weights = new long[history.rows().size()];
        history.days().values().forEach(day -> {
            for (int row = 0; row < weights.length; row++) {
                weights[row] += Math.abs(day.amount(row, 0));
            }
        });
        return weights;
    }

    /** What is published for a value of the provider: never the same as for another value, nor as one of ours. */
    static String published(String value) {
        if (value.isEmpty()) {
            return UNSET;
        }
        String bare = value;
        while (bare.startsWith("\\")) {
            bare = bare.substring(1);
        }
        return bare.equals(OTHER) || bare.equals(UNSET) ? "\\" + value : value;
    }
}
