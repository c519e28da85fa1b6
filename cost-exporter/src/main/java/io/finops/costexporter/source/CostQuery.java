package io.finops.costexporter.source;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import java.time.LocalDate;
import java.util.List;

/**
 * One question to a source, by day.
 *
 * @param from the first day, inclusive
 * @param to the last day, exclusive
 */
public record CostQuery(List<CostView> views, List<CostBasis> bases, LocalDate from, LocalDate to) {
    public CostQuery {
        views = List.copyOf(views);
        bases = List.copyOf(bases);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("no day between " + from + " and " + to);
        }
    }
}
