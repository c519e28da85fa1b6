package io.finops.costexporter.focus;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostFilter;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One read of an export's files by DuckDB, in memory of its own that is bounded and spills to disk: all charges are added up
 * once by day and by what the views need, and each view is made of that.
 *
 * @param payer what rows are labelled with where there are several sources
 * @param temporary where DuckDB puts what does not fit into its memory
 */
record FocusReader(String payer, Path temporary) {
    private static final String MEMORY = "256MB";
    private static final String THREADS = "2";

    Map<String, CostReading> read(List<ExportFolder.Exported> files, CostQuery query) {
        Properties settings = new Properties();
        settings.put("memory_limit", MEMORY);
        settings.put("threads", THREADS);
        settings.put("temp_directory", temporary.toString());
        settings.put("preserve_insertion_order", "false");
        settings.put("autoinstall_known_extensions", "false"); // everything that is needed is built in
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement sql = database.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            String charges = charges(files);
            Aggregate aggregate = new Aggregate(columns(sql, charges), query);
            sql.execute(aggregate.create(charges));
            return readings(sql, aggregate, query, asOf(files));
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            throw new ReadFailure(
                    FailureReason.MALFORMED,
                    "an export that cannot be read: "
                            + message.lines().findFirst().orElse(""),
                    e);
        }
    }

    /** When the provider wrote what is read: its own time, not ours, since reading again proves nothing. */
    private static Instant asOf(List<ExportFolder.Exported> files) {
        return files.stream()
                .map(ExportFolder.Exported::modified)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static String charges(List<ExportFolder.Exported> files) {
        Set<Boolean> formats =
                files.stream().map(ExportFolder.Exported::isParquet).collect(Collectors.toSet());
        if (formats.size() > 1) {
            throw new ReadFailure(
                    FailureReason.REJECTED, "both CSV and Parquet are there: the same charges may be there twice");
        }
        String list = files.stream()
                .map(file -> FocusColumns.literal(file.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        return formats.contains(true)
                ? "read_parquet(" + list + ", union_by_name = true, hive_partitioning = false)"
                : "read_csv(" + list + ", header = true, all_varchar = true, nullstr = ['', 'NULL', 'null'],"
                        + " quote = '\"', escape = '\"', delim = ',', union_by_name = true, hive_partitioning = false)";
    }

    private static FocusColumns columns(Statement sql, String charges) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet columns = sql.executeQuery("DESCRIBE SELECT * FROM " + charges)) {
            while (columns.next()) {
                types.put(columns.getString("column_name"), columns.getString("column_type"));
            }
        }
        return new FocusColumns(types);
    }

    /** The charges added up by day, provider, currency and everything that a view groups or filters by. */
    private record Aggregate(FocusColumns columns, CostQuery query, List<Grouping> dimensions) {
        Aggregate(FocusColumns columns, CostQuery query) {
            this(columns, query, dimensions(query.views()));
        }

        private static List<Grouping> dimensions(List<CostView> views) {
            Set<Grouping> dimensions = new LinkedHashSet<>();
            for (CostView view : views) {
                dimensions.addAll(view.groupings());
                view.filters().forEach(filter -> dimensions.add(filter.by()));
            }
            return List.copyOf(dimensions);
        }

        String create(String charges) {
            List<String> selected = new ArrayList<>(List.of(
                    columns.day() + " AS day",
                    columns.provider() + " AS provider",
                    columns.currency() + " AS currency",
                    "bool_or(" + columns.estimated() + ") AS estimated",
                    "max(" + columns.accountName() + ") AS account_name"));
            for (int i = 0; i < dimensions.size(); i++) {
                selected.add(columns.dimension(dimensions.get(i)) + " AS d" + i);
            }
            for (int i = 0; i < query.bases().size(); i++) {
                String amount = columns.amount(query.bases().get(i));
                selected.add("sum(" + amount + ") AS a" + i);
                selected.add("count(*) - count(" + amount + ") AS missing" + i);
            }
            return "CREATE TEMP TABLE charges AS SELECT " + String.join(", ", selected) + " FROM " + charges
                    + " WHERE " + columns.day() + " IS NULL OR (" + columns.day() + " >= DATE '" + query.from()
                    + "' AND " + columns.day() + " < DATE '" + query.to() + "') GROUP BY ALL";
        }

        String select(CostView view) {
            List<String> keys = new ArrayList<>(List.of("day", "provider", "currency"));
            view.groupings().forEach(grouping -> keys.add("d" + dimensions.indexOf(grouping)));
            List<String> amounts = IntStream.range(0, query.bases().size())
                    .mapToObj(i -> "sum(a" + i + ")")
                    .toList();
            List<String> conditions =
                    view.filters().stream().map(this::condition).toList();
            return "SELECT " + String.join(", ", keys) + ", " + String.join(", ", amounts) + " FROM charges"
                    + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " GROUP BY ALL";
        }

        private String condition(CostFilter filter) {
            return "d" + dimensions.indexOf(filter.by()) + (filter.exclude() ? " NOT IN " : " IN ")
                    + filter.values().stream().map(FocusColumns::literal).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private Map<String, CostReading> readings(Statement sql, Aggregate aggregate, CostQuery query, Instant asOf)
            throws SQLException {
        refuseWhatLacksACost(sql, query.bases());
        Map<LocalDate, Boolean> days = days(sql);
        Map<String, CostReading> readings = new LinkedHashMap<>();
        for (CostView view : query.views()) {
            CostReading.Builder reading = new CostReading.Builder(query.bases()).asOf(asOf);
            days.forEach(reading::day);
            addRows(sql, aggregate.select(view), view, reading);
            if (view.groupings().stream().anyMatch(Grouping::isAccount)) {
                addAccountNames(sql, aggregate, reading);
            }
            readings.put(view.name(), reading.build());
        }
        return readings;
    }

    private static void refuseWhatLacksACost(Statement sql, List<CostBasis> bases) throws SQLException {
        for (int i = 0; i < bases.size(); i++) {
            try (ResultSet missing =
                    sql.executeQuery("SELECT count(*) FILTER (day IS NULL OR currency = ''), coalesce(sum(missing" + i
                            + "), 0) FROM charges")) {
                missing.next();
                if (missing.getLong(1) + missing.getLong(2) > 0) {
                    throw new ReadFailure(
                            FailureReason.MALFORMED,
                            "charges without a day, a currency or a cost ("
                                    + bases.get(i).label() + ")");
                }
            }
        }
    }

    /**
     * From the first to the last day that has a charge, and whether each is still an estimate. What comes after has not been
     * exported yet.
     */
    private static Map<LocalDate, Boolean> days(Statement sql) throws SQLException {
        Map<LocalDate, Boolean> days = new LinkedHashMap<>();
        LocalDate last = null;
        try (ResultSet rows =
                sql.executeQuery("SELECT day, bool_or(estimated) FROM charges GROUP BY day ORDER BY day")) {
            while (rows.next()) {
                LocalDate day = rows.getObject(1, LocalDate.class);
                for (LocalDate empty = last == null ? day : last.plusDays(1);
                        empty.isBefore(day);
                        empty = empty.plusDays(1)) {
                    days.put(empty, true);
                }
                days.put(day, rows.getBoolean(2));
                last = day;
            }
        }
        if (last == null) {
            throw new ReadFailure(FailureReason.DATA_UNAVAILABLE, "the export has no charges of the last weeks");
        }
        return days;
    }

    private void addRows(Statement sql, String select, CostView view, CostReading.Builder reading) throws SQLException {
        int groupings = view.groupings().size();
        try (ResultSet rows = sql.executeQuery(select)) {
            int bases = rows.getMetaData().getColumnCount() - 3 - groupings;
            while (rows.next()) {
                List<String> values = new ArrayList<>(groupings);
                for (int i = 0; i < groupings; i++) {
                    values.add(rows.getString(4 + i));
                }
                long[] amounts = new long[bases];
                for (int i = 0; i < bases; i++) {
                    BigDecimal amount = rows.getBigDecimal(4 + groupings + i);
                    amounts[i] = Nanos.of(amount);
                }
                reading.add(
                        rows.getObject(1, LocalDate.class),
                        new RowKey(rows.getString(2), payer, values, rows.getString(3)),
                        amounts);
            }
        }
    }

    private static void addAccountNames(Statement sql, Aggregate aggregate, CostReading.Builder reading)
            throws SQLException {
        int account = IntStream.range(0, aggregate.dimensions().size())
                .filter(i -> aggregate.dimensions().get(i).isAccount())
                .findFirst()
                .orElseThrow();
        try (ResultSet names = sql.executeQuery("SELECT d" + account
                + ", max(account_name) FROM charges WHERE account_name <> '' GROUP BY d" + account)) {
            while (names.next()) {
                reading.accountName(names.getString(1), names.getString(2));
            }
        }
    }
}
