package io.finops.report.content;

import io.finops.report.chart.Chart;
import io.finops.report.figure.Figure;
import java.util.List;

/**
 * A part of the report. Any of the lists may be empty.
 *
 * @param id its anchor
 * @param notes sentences under its title
 */
public record Section(
        String id, String title, List<String> notes, List<Figure> figures, List<Chart> charts, List<Table> tables) {
    public Section {
        notes = List.copyOf(notes);
        figures = List.copyOf(figures);
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
    }
}
