package io.finops.costexporter.bill;

import java.util.Arrays;
import java.util.List;

/** Amounts in {@link Nanos}, one row for each row of a view and one column for each cost basis. Immutable. */
public final class Amounts {
    private final int bases;
    private final long[] values;

    private Amounts(int bases, long[] values) {
        this.bases = bases;
        this.values = values;
    }

    /**
     * Copies amounts that are given row by row.
     *
     * @throws IllegalArgumentException if the last row is not complete
     */
    public static Amounts of(int bases, long... values) {
        if (bases < 1 || values.length % bases != 0) {
            throw new IllegalArgumentException(values.length + " amounts are no rows of " + bases);
        }
        return new Amounts(bases, values.clone());
    }

    static Amounts of(int bases, List<Long> values) {
        return of(bases, values.stream().mapToLong(Long::longValue).toArray());
    }

    public int rows() {
        return values.length / bases;
    }

    public long get(int row, int basis) {
        if (basis >= bases) {
            throw new IndexOutOfBoundsException(basis);
        }
        return values[row * bases + basis];
    }

    /** Whether a row has nothing in any basis. */
    public boolean isZero(int row) {
        for (int basis = 0; basis < bases; basis++) {
            if (get(row, basis) != 0) {
                return false;
            }
        }
        return true;
    }

    /** So many rows, of which row {@code to[i]} is this one's row {@code i}; where that is negative the row goes. */
    Amounts moved(int[] to, int rows) {
        long[] moved = new long[rows * bases];
        for (int row = 0; row < to.length; row++) {
            if (to[row] >= 0) {
                System.arraycopy(values, row * bases, moved, to[row] * bases, bases);
            }
        }
        return new Amounts(bases, moved);
    }

    /** Row by row. */
    List<Long> toList() {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Amounts amounts && bases == amounts.bases && Arrays.equals(values, amounts.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return bases + " columns of " + Arrays.toString(values);
    }
}
