package io.finops.costexporter.bill;

import java.util.List;

/**
 * Keeps, or leaves out, what has one of these values.
 *
 * @param exclude whether what matches is left out rather than kept
 */
public record CostFilter(Grouping by, List<String> values, boolean exclude) {
    public CostFilter {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a filter without values");
        }
    }
}
