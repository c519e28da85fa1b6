package io.finops.costexporter.spend;

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
        int bases = known.bases().size();
        Set<RowKey> had = new HashSet<>();
        double before = 0;
        for (LocalDate date : settled) {
            CostDay day = known.days().get(date);
            for (int row = 0; day != null && row < known.rows().size(); row++) {
                if (day.amount(row * bases) != 0) {
                    had.add(known.rows().get(row));
                    before += Math.abs(Nanos.toDouble(day.amount(row * bases)));
                }
            }
        }
        Set<RowKey> has = new HashSet<>();
        double after = 0;
        for (LocalDate date : settled) {
            CostReading.Day day = reading.days().get(date);
            for (int row = 0; day != null && row < reading.rows().size(); row++) {
                if (day.amount(row * bases) != 0) {
                    has.add(reading.rows().get(row));
                    after += Math.abs(Nanos.toDouble(day.amount(row * bases)));
                }
            }
        }
        long gone = had.stream().filter(row -> !has.contains(row)).count();
        boolean doubtful = gone > 0 && 2 * gone >= had.size() && after < before * (1 - TOLERANCE);
        return doubtful
                ? Optional.of(gone + " of " + had.size() + " rows are gone from days that had settled")
                : Optional.empty();
    }

    /** Rows that add up to less than the bill on a day that has settled in it. */
    private static Optional<String> lessThanTheBill(CostReading reading, CostHistory bill) {
        for (Map.Entry<LocalDate, CostReading.Day> day : reading.days().entrySet()) {
            CostDay whole = bill.days().get(day.getKey());
            if (whole == null || !whole.settled()) {
                continue;
            }
            double parts = 0;
            for (int row = 0; row < reading.rows().size(); row++) {
                parts += Nanos.toDouble(
                        day.getValue().amount(row * reading.bases().size()));
            }
            double total = 0;
            for (int row = 0; row < bill.rows().size(); row++) {
                total += Nanos.toDouble(whole.amount(row * bill.bases().size()));
            }
            if (total - parts > Math.max(LEAST_EXCESS, TOLERANCE * Math.abs(total))) {
                return Optional.of("its rows of " + day.getKey() + " add up to less than the bill of that settled day");
            }
        }
        return Optional.empty();
    }
}
