package io.finops.report.content;

import java.util.List;

/**
 * A line at the top.
 *
 * @param urgent whether it tells of something that went wrong: those come first
 * @param usd what that took, as far as it is known in USD: of urgent lines the dearest comes first
 * @param footnotes of the queries that give its figures
 */
public record Headline(boolean urgent, double usd, String text, List<Integer> footnotes) {
    /** Of a line that stands before all others. */
    static final double BEFORE_ALL = Double.MAX_VALUE;

    public Headline {
        footnotes = List.copyOf(footnotes);
    }

    Headline(boolean urgent, String text, List<Integer> footnotes) {
        this(urgent, 0, text, footnotes);
    }
}
