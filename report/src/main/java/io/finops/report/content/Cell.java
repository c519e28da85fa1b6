package io.finops.report.content;

import java.util.List;

/**
 * A cell of a table.
 *
 * @param number whether it is set to the right
 * @param footnotes of the queries that give it
 */
public record Cell(String text, boolean number, List<Integer> footnotes) {
    public Cell {
        footnotes = List.copyOf(footnotes);
    }

    static Cell text(String text) {
        return new Cell(text, false, List.of());
    }

    static Cell number(String text, Integer... footnotes) {
        return new Cell(text, true, List.of(footnotes));
    }

    static Cell nothing() {
        return new Cell("–", true, List.of());
    }
}
