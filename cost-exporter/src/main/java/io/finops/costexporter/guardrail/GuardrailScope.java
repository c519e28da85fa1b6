package io.finops.costexporter.guardrail;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.runrate.RunRate;
import io.finops.costexporter.series.DailySeries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a guardrail's part of the bill has cost this month, and what the month is expected to cost. Pure. */
final class GuardrailScope {
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final CostView view;
    private final CostHistory history;
    private final List<FoldedRows.Row> rows;

    GuardrailScope(Guardrail guardrail, CostView view, CostHistory history) {
        this.view = view;
        this.history = history;
        this.rows = FoldedRows.of(history, Integer.MAX_VALUE).rows().stream()
                .filter(row -> matches(row.key(), guardrail))
                .toList();
    }

    private boolean matches(RowKey key, Guardrail guardrail) {
        if (!key.currency().equals(guardrail.currency())) {
            return false;
        }
        for (Map.Entry<String, String> wanted : guardrail.match().entrySet()) {
            boolean found = false;
            for (int i = 0; i < view.groupings().size(); i++) {
                found |= view.groupings().get(i).label().equals(wanted.getKey())
                        && key.values().get(i).equals(wanted.getValue());
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** Month to date, in {@link Nanos}. */
    long actual(LocalDate today) {
        return sum(today.withDayOfMonth(1), today);
    }

    /** Complete days of the month as known, and every day from today on at the run rate; what is spent at the least. */
    long projected(LocalDate today) {
        LocalDate settled = history.newestSettledDay().map(Map.Entry::getKey).orElse(null);
        long complete = sum(today.withDayOfMonth(1), today.minusDays(1));
        if (settled == null) {
            return actual(today);
        }
        double rest = 0;
        for (FoldedRows.Row row : rows) {
            DailySeries series = DailySeries.upTo(settled, history, row, 0);
            for (LocalDate day = today; day.getMonth() == today.getMonth(); day = day.plusDays(1)) {
                rest += RunRate.perSecond(series, day) * SECONDS_PER_DAY;
            }
        }
        return Math.max(actual(today), Math.addExact(complete, Nanos.of(BigDecimal.valueOf(rest))));
    }

    private long sum(LocalDate from, LocalDate to) {
        long sum = 0;
        if (to.isBefore(from)) {
            return 0;
        }
        for (var day : history.days().subMap(from, true, to, true).values()) {
            for (FoldedRows.Row row : rows) {
                sum = Math.addExact(
                        sum, FoldedRows.amount(day, row, history.bases().size(), 0));
            }
        }
        return sum;
    }
}
