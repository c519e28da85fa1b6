package io.finops.costexporter.series;

import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import java.time.LocalDate;
import java.util.Arrays;

/** Consecutive days of one row's cost in major units. Immutable. */
public final class DailySeries {
    private final LocalDate first;
    private final double[] values;

    public DailySeries(LocalDate first, double... values) {
        this.first = first;
        this.values = values.clone();
    }

    /** The days of a row's history up to one, as far back as none is missing. */
    public static DailySeries upTo(LocalDate last, FoldedRows.Row row, int basis) {
        LocalDate first = last.plusDays(1);
        while (row.history().days().containsKey(first.minusDays(1))) {
            first = first.minusDays(1);
        }
        return new DailySeries(
                first,
                first.isAfter(last)
                        ? new double[0]
                        : row.history().days().subMap(first, true, last, true).values().stream()
                                .mapToDouble(day -> Nanos.toDouble(row.amount(day, basis)))
                                .toArray());
    }

    public int length() {
        return values.length;
    }

    public double get(int day) {
        return values[day];
    }

    public LocalDate date(int day) {
        return first.plusDays(day);
    }

    /** The day after the last. */
    public LocalDate end() {
        return first.plusDays(values.length);
    }

    /** Without the last days. */
    public DailySeries dropLast(int days) {
        return new DailySeries(first, Arrays.copyOf(values, Math.max(0, values.length - days)));
    }

    /** The last days only. */
    public DailySeries last(int days) {
        int from = Math.max(0, values.length - days);
        return new DailySeries(first.plusDays(from), Arrays.copyOfRange(values, from, values.length));
    }

    double[] values() {
        return values;
    }
}
