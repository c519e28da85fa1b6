package io.finops.costexporter.focus;

import io.finops.costexporter.bill.CostFilter;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The views of an export. Each is added up apart: what all of them group by together can be as many rows as there are
 * charges.
 *
 * @param payer what rows are labelled with where there are several sources
 * @param temporary where DuckDB puts what does not fit into its memory
 */
record FocusReader(String payer, Path temporary) {
    /** What a view may have of rows: each takes some 300 bytes a basis, for the days that are kept. */
    private static final int MOST_ROWS = 50_000;

    /** Its column in the answer, after day, provider, currency and the account's name. */
    private static final int FIRST_DIMENSION = 5;

    /** @param asOf when the provider wrote what is read: its own time, not ours, since reading again proves nothing */
    Map<String, CostReading> read(List<Path> files, Instant asOf, CostQuery query) {
        return DuckDb.ask(files, temporary, (sql, charges, columns) -> {
            Charges table = new Charges(charges, columns, query);
            NavigableMap<LocalDate, Boolean> days = days(sql, table);
            Map<String, CostReading> readings = new LinkedHashMap<>();
            for (CostView view : query.views()) {
                CostReading.Builder reading = new CostReading.Builder(query.bases()).asOf(asOf);
                days.forEach(reading::day);
                addRows(sql, table, view, reading);
                readings.put(view.name(), reading.build());
            }
            return readings;
        });
    }

    /** The charges of the days asked for, and what is selected of them. */
    private record Charges(String table, FocusColumns columns, CostQuery query) {
        /** What has no day is selected too, to be refused. */
        private String where(CostView view) {
            List<String> conditions = new ArrayList<>();
            conditions.add("(" + columns.day() + " IS NULL OR (" + columns.day() + " >= DATE '" + query.from()
                    + "' AND " + columns.day() + " < DATE '" + query.to() + "'))");
            view.filters().forEach(filter -> conditions.add(condition(filter)));
            return " FROM " + table + " WHERE " + String.join(" AND ", conditions) + " GROUP BY ALL";
        }

        private String condition(CostFilter filter) {
            return columns.dimension(filter.by())
                    + (filter.exclude() ? " NOT IN " : " IN ")
                    + filter.values().stream().map(FocusColumns::literal).collect(Collectors.joining(", ", "(", ")"));
        }

        String days() {
            return "SELECT " + columns.day() + " AS day, bool_or(" + columns.estimated() + ")"
                    + where(CostView.WHOLE_BILL) + " ORDER BY day";
        }

        /** Day, provider, currency, name of the account, dimensions, and an amount and a count of lacking ones a basis. */
        String rows(CostView view) {
            List<String> selected = new ArrayList<>(List.of(
                    columns.day() + " AS day",
                    columns.provider() + " AS provider",
                    columns.currency() + " AS currency",
                    "max(" + columns.accountName() + ") AS account_name"));
            for (int i = 0; i < view.groupings().size(); i++) {
                selected.add(columns.dimension(view.groupings().get(i)) + " AS d" + i);
            }
            for (int i = 0; i < query.bases().size(); i++) {
                String amount = columns.amount(query.bases().get(i));
                selected.add("sum(" + amount + ") AS a" + i);
                selected.add("count(*) - count(" + amount + ") AS missing" + i);
            }
            return "SELECT " + String.join(", ", selected) + where(view);
        }
    }

    /**
     * From the first to the last day that has a charge, and whether each is still an estimate. What comes after has not been
     * exported yet.
     */
    private static NavigableMap<LocalDate, Boolean> days(Statement sql, Charges charges) throws SQLException {
        NavigableMap<LocalDate, Boolean> days = new TreeMap<>();
        try (ResultSet rows = sql.executeQuery(charges.days())) {
            while (rows.next()) {
                LocalDate day = rows.getObject(1, LocalDate.class);
                if (day == null) {
                    throw new ReadFailure(FailureReason.MALFORMED, "charges without a day");
                }
                days.put(day, rows.getBoolean(2));
            }
        }
        if (days.isEmpty()) {
            throw new ReadFailure(FailureReason.DATA_UNAVAILABLE, "the export has no charges of the last weeks");
        }
        days.firstKey().datesUntil(days.lastKey()).forEach(day -> days.putIfAbsent(day, true));
        return days;
    }

    private void addRows(Statement sql, Charges charges, CostView view, CostReading.Builder reading)
            throws SQLException {
        int groupings = view.groupings().size();
        int bases = charges.query().bases().size();
        Set<RowKey> keys = new HashSet<>();
        try (ResultSet rows = sql.executeQuery(charges.rows(view))) {
            while (rows.next()) {
                List<String> values = new ArrayList<>(groupings);
                for (int i = 0; i < groupings; i++) {
                    values.add(rows.getString(FIRST_DIMENSION + i));
                    if (view.groupings().get(i).isAccount()
                            && !rows.getString(4).isEmpty()) {
                        reading.accountName(values.get(i), rows.getString(4));
                    }
                }
                long[] amounts = new long[bases];
                for (int i = 0; i < bases; i++) {
                    int column = FIRST_DIMENSION + groupings + 2 * i;
                    if (rows.getLong(column + 1) > 0 || rows.getString(3).isEmpty()) {
                        throw new ReadFailure(
                                FailureReason.MALFORMED,
                                "charges without a currency or a cost ("
                                        + charges.query().bases().get(i).label() + ")");
                    }
                    amounts[i] = Nanos.of(rows.getBigDecimal(column));
                }
                RowKey key = new RowKey(rows.getString(2), payer, values, rows.getString(3));
                if (keys.add(key) && keys.size() > MOST_ROWS) {
                    throw new ReadFailure(
                            FailureReason.REJECTED,
                            "the view " + view.name() + " has more than " + MOST_ROWS + " rows: group by less");
                }
                reading.add(rows.getObject(1, LocalDate.class), key, amounts);
            }
        }
    }
}
