package io.finops.costexporter.spend;

import io.finops.costexporter.bill.Amounts;
import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an answer can be all of it, judged free of charge by what is known already: settled days hardly change, so that
 * rows which are gone from them are missing rather than restated. Pure.
 */
final class Completeness {
    /** What rounding and a late restatement may make of a day. */
    private static final double TOLERANCE = 0.001;

    private static final double LEAST_EXCESS = 0.01;

    private Completeness() {}

    /** What speaks against the answer; nothing if it can be believed. */
    static Optional<String> doubt(CostHistory known, CostReading reading, Optional<CostHistory> bill) {
        List<LocalDate> settled = new ArrayList<>();
        known.days().forEach((date, day) -> {
            if (day.settled() && reading.days().containsKey(date)) {
                settled.add(date);
            }
        });
        return halfGone(known, reading, settled).or(() -> bill.flatMap(whole -> lessThanTheBill(reading, whole)));
    }

    /** Half of the rows that settled days had, and a part of their cost with them. */
    private static Optional<String> halfGone(CostHistory known, CostReading reading, List<LocalDate> settled) {
        Present before = new Present();
        Present after = new Present();
        for (LocalDate date : settled) {
            CostDay had = known.days().get(date);
            CostReading.Day has = reading.days().get(date);
            if (had != null && has != null) {
                before.add(known.rows(), had.amounts());
                after.add(reading.rows(), has.amounts());
            }
        }
        long gone =
                before.rows.stream().filter(row -> !after.rows.contains(row)).count();
        boolean doubtful =
                gone > 0 && 2 * gone >= before.rows.size() && after.absolute < before.absolute * (1 - TOLERANCE);
        return doubtful
                ? Optional.of(gone + " of " + before.rows.size() + " rows are gone from days that had settled")
                : Optional.empty();
    }

    /** The rows that have an amount, and what they come to. */
    private static final class Present {
        private final Set<RowKey> rows = new HashSet<>();
        private double absolute;

        private void add(List<RowKey> keys, Amounts amounts) {
            for (int row = 0; row < keys.size(); row++) {
                if (amounts.get(row, 0) != 0) {
                    rows.add(keys.get(row));
                    absolute += Math.abs(Nanos.toDouble(amounts.get(row, 0)));
                }
            }
        }
    }

    /** Rows that add up to less than the bill on a day that has settled in it. */
    private static Optional<String> lessThanTheBill(CostReading reading, CostHistory bill) {
        for (Map.Entry<LocalDate, CostReading.Day> day : reading.days().entrySet()) {
            CostDay whole = bill.days().get(day.getKey());
            if (whole == null || !whole.settled()) {
                continue;
            }
            double parts = sum(day.getValue().amounts());
            double total = sum(whole.amounts());
            if (total - parts > Math.max(LEAST_EXCESS, TOLERANCE * Math.abs(total))) {
                return Optional.of("its rows of " + day.getKey() + " add up to less than the bill of that settled day");
            }
        }
        return Optional.empty();
    }

    private static double sum(Amounts amounts) {
        double sum = 0;
        for (int row = 0; row < amounts.rows(); row++) {
            sum += Nanos.toDouble(amounts.get(row, 0));
        }
        return sum;
    }
}
