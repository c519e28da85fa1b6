package io.finops.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number with its name.
 *
 * @param value null when there is none
 * @param footnotes of the queries: first the one that gives it, then what it is compared with
 * @param remark what to compare it with, or why it is absent; may be empty
 */
public record Figure(String label, @Nullable Double value, Unit unit, List<Integer> footnotes, String remark) {
    public Figure {
        footnotes = List.copyOf(footnotes);
    }

    static Figure absent(String label, Unit unit, int footnote) {
        return new Figure(label, null, unit, List.of(footnote), "no data in this period");
    }

    public String text() {
        return value == null ? "–" : unit.format(value);
    }

    /**
     * With a remark.
     *
     * @param others the queries behind it
     */
    public Figure remarked(String text, Integer... others) {
        List<Integer> all = new ArrayList<>(footnotes);
        all.addAll(List.of(others));
        return new Figure(label, value, unit, all, text);
    }
}
