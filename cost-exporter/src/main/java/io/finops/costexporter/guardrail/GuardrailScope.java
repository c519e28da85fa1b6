package io.finops.costexporter.guardrail;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.series.RunRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a guardrail's part of the bill has cost this month, and what the month is expected to cost. Pure. */
final class GuardrailScope {
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final CostView view;
    private final List<FoldedRows.Row> rows;

    GuardrailScope(Guardrail guardrail, CostView view, List<CostHistory> histories) {
        this.view = view;
        this.rows = FoldedRows.of(histories, Integer.MAX_VALUE).rows().stream()
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
        double rest = 0;
        long complete = 0;
        for (FoldedRows.Row row : rows) {
            LocalDate settled = row.history().newestSettledDay().orElse(null);
            if (settled == null) {
                complete = Math.addExact(complete, row.amount(today.withDayOfMonth(1), today, 0));
                continue;
            }
            complete = Math.addExact(complete, row.amount(today.withDayOfMonth(1), today.minusDays(1), 0));
            DailySeries series = DailySeries.upTo(settled, row, 0);
            for (LocalDate day = today; day.getMonth() == today.getMonth(); day = day.plusDays(1)) {
                rest += RunRate.perSecond(series, day) * SECONDS_PER_DAY;
            }
        }
        return Math.max(actual(today), Math.addExact(complete, Nanos.of(BigDecimal.valueOf(rest))));
    }

    private long sum(LocalDate from, LocalDate to) {
        return rows.stream().mapToLong(row -> row.amount(from, to, 0)).reduce(0, Math::addExact);
    }
}
