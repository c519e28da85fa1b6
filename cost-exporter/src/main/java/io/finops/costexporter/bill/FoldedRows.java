package io.finops.costexporter.bill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A history's rows as they are published: the largest by themselves, the rest folded into one row a payer and currency. Which are
 * largest is decided by the sum of absolute amounts over all days known, so that a large credit is never folded away
 * and the choice does not flicker.
 */
public final class FoldedRows {
    /** Stands for all values that were folded. A real value of this name is published as {@code \(other)}. */
    public static final String OTHER = "(other)";

    /** Stands for a tag or category that is not set. */
    public static final String UNSET = "(unset)";

    /** A published row, and the numbers of the history rows that it adds up. */
    public static final class Row {
        private final RowKey key;
        private final int[] members;

        private Row(RowKey key, int... members) {
            this.key = key;
            this.members = members;
        }

        public RowKey key() {
            return key;
        }
    }

    private final List<Row> rows;
    private final int overflow;

    private FoldedRows(List<Row> rows, int overflow) {
        this.rows = List.copyOf(rows);
        this.overflow = overflow;
    }

    /** Keeps the {@code top} largest rows by themselves. */
    public static FoldedRows of(CostHistory history, int top) {
        List<RowKey> keys = history.rows();
        long[] weight = weights(history);
        Integer[] order = IntStream.range(0, keys.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order, Comparator.comparingLong((Integer row) -> -weight[row]).thenComparing(keys::get));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(top, order.length); i++) {
            RowKey key = keys.get(order[i]);
            rows.add(new Row(
                    new RowKey(
                            key.payer(),
                            key.values().stream().map(FoldedRows::published).toList(),
                            key.currency()),
                    order[i]));
        }
        Map<RowKey, List<Integer>> folded = new LinkedHashMap<>();
        for (int i = rows.size(); i < order.length; i++) {
            RowKey key = keys.get(order[i]);
            folded.computeIfAbsent(
                            new RowKey(
                                    key.payer(),
                                    Collections.nCopies(key.values().size(), OTHER),
                                    key.currency()),
                            k -> new ArrayList<>())
                    .add(order[i]);
        }
        folded.forEach((key, members) -> rows.add(
                new Row(key, members.stream().mapToInt(Integer::intValue).toArray())));
        return new FoldedRows(rows, Math.max(0, order.length - top));
    }

    /** All rows as one a payer and currency: the whole bill, when the view leaves nothing out. */
    public static FoldedRows total(CostHistory history) {
        Map<RowKey, List<Integer>> totals = new LinkedHashMap<>();
        for (int row = 0; row < history.rows().size(); row++) {
            RowKey key = history.rows().get(row);
            totals.computeIfAbsent(new RowKey(key.payer(), List.of(), key.currency()), k -> new ArrayList<>())
                    .add(row);
        }
        List<Row> rows = new ArrayList<>();
        totals.forEach((key, members) -> rows.add(
                new Row(key, members.stream().mapToInt(Integer::intValue).toArray())));
        return new FoldedRows(rows, 0);
    }

    private static long[] weights(CostHistory history) {
        int bases = history.bases().size();
        long[] weights = new long[history.rows().size()];
        history.days().values().forEach(day -> {
            for (int row = 0; row < weights.length; row++) {
                weights[row] += Math.abs(day.amount(row * bases));
            }
        });
        return weights;
    }

    /** What is published for a value of AWS: never the same as for another value, nor as one of ours. */
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

    public List<Row> rows() {
        return rows;
    }

    /** How many rows were folded away. */
    public int overflow() {
        return overflow;
    }

    /** What a published row amounts to on a day. */
    public static long amount(CostDay day, Row row, int bases, int basis) {
        long sum = 0;
        for (int member : row.members) {
            sum = Math.addExact(sum, day.amount(member * bases + basis));
        }
        return sum;
    }

    /** How much a published row has been restated on a day. */
    public static long restatement(CostDay day, Row row, int bases, int basis) {
        long sum = 0;
        for (int member : row.members) {
            sum = Math.addExact(sum, day.restatement(member * bases + basis));
        }
        return sum;
    }
}
