package io.finops.costexporter.runrate;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** What is being spent per second now, from what settled days cost. Pure. */
public final class RunRate {
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private RunRate() {}

    /** Major units per second; nothing before a day has settled. */
    public static OptionalDouble estimate(CostHistory history, FoldedRows.Row row, int basis, Instant now) {
        return history.newestSettledDay()
                .map(day -> OptionalDouble.of(Nanos.toDouble(FoldedRows.amount(
                                day.getValue(), row, history.bases().size(), basis))
                        / SECONDS_PER_DAY))
                .orElse(OptionalDouble.empty());
    }
}
