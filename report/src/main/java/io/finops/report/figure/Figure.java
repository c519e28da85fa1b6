package io.finops.report.figure;

import org.jspecify.annotations.Nullable;

/**
 * A number with its name.
 *
 * @param value null when there is none
 * @param footnote of the query that gives it
 * @param remark what to compare it with, or why it is absent; may be empty
 */
public record Figure(String label, @Nullable Double value, Unit unit, int footnote, String remark) {
    static Figure absent(String label, Unit unit, int footnote) {
        return new Figure(label, null, unit, footnote, "no data in this period");
    }

    public String text() {
        return value == null ? "–" : unit.format(value);
    }

    public Figure remarked(String other) {
        return new Figure(label, value, unit, footnote, other);
    }
}
