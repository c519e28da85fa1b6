package io.finops.report.chart;

import java.util.List;

/**
 * A chart of the report.
 *
 * @param title with the unit of its axis
 * @param svg null-free markup to be put into a page
 * @param summary what it shows in words, for who does not see it
 * @param footnotes of the queries that give it
 */
public record Chart(String title, String svg, String summary, List<String> legend, List<Integer> footnotes) {
    public Chart {
        legend = List.copyOf(legend);
        footnotes = List.copyOf(footnotes);
    }
}
