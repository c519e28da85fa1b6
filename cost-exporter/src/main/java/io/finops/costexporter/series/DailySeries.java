package io.finops.costexporter.series;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;

/** Consecutive days of one row's cost in major units. Immutable. */
public final class DailySeries {
    private final LocalDate first;
    private final double[] values;

    public DailySeries(LocalDate first, double... values) {
        this.first = first;
        this.values = values.clone();
    }

    /** The days of a history up to one, as far back as none is missing. */
    public static DailySeries upTo(LocalDate last, CostHistory history, FoldedRows.Row row, int basis) {
        double[] reversed = new double[history.days().size()];
        int length = 0;
        LocalDate expected = last;
        for (Map.Entry<LocalDate, CostDay> day :
                history.days().headMap(last, true).descendingMap().entrySet()) {
            if (!day.getKey().equals(expected)) {
                break;
            }
            reversed[length++] = Nanos.toDouble(
                    FoldedRows.amount(day.getValue(), row, history.bases().size(), basis));
            expected = expected.minusDays(1);
        }
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = reversed[length - 1 - i];
        }
        return new DailySeries(expected.plusDays(1), values);
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
