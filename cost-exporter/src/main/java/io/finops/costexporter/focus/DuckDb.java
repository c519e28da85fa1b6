package io.finops.costexporter.focus;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions to an export's files, answered by DuckDB in memory of its own that is bounded and spills to disk. */
final class DuckDb {
    private static final String MEMORY = "256MB";
    private static final String THREADS = "2";

    private DuckDb() {}

    /** What is asked, of the SQL that stands for the files' rows. */
    interface Question<T> {
        T of(Statement sql, String charges, FocusColumns columns) throws SQLException;
    }

    /**
     * Asks once, in a database of its own; throws a {@link ReadFailure}.
     *
     * @param temporary where DuckDB puts what does not fit into its memory
     */
    static <T> T ask(List<Path> files, Path temporary, Question<T> question) {
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
            return question.of(sql, charges, columns(sql, charges));
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    private static ReadFailure explain(SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (message.contains("Out of Memory")) {
            return new ReadFailure(
                    FailureReason.REJECTED, "a view has too many rows for " + MEMORY + ": group by less", failure);
        }
        return message.contains("Permission denied")
                ? new ReadFailure(FailureReason.ACCESS_DENIED, message, failure)
                : new ReadFailure(FailureReason.MALFORMED, "an export that cannot be read: " + message, failure);
    }

    private static String charges(List<Path> files) {
        Set<Boolean> formats = files.stream()
                .map(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet"))
                .collect(Collectors.toSet());
        if (formats.size() > 1) {
            throw new ReadFailure(
                    FailureReason.REJECTED, "both CSV and Parquet are there: the same charges may be there twice");
        }
        String list = files.stream()
                .map(file -> FocusColumns.literal(file.toString()))
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
}
