package io.finops.report.content;

import java.util.List;

/** A table; the first column names the row. */
public record Table(String caption, List<String> columns, List<List<Cell>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
