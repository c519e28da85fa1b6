package io.finops.report.content;

import java.util.List;

/**
 * A line at the top.
 *
 * @param urgent whether it tells of something that went wrong: those come first
 * @param footnotes of the queries that give its figures
 */
public record Headline(boolean urgent, String text, List<Integer> footnotes) {
    public Headline {
        footnotes = List.copyOf(footnotes);
    }
}
