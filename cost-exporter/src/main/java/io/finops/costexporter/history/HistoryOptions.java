package io.finops.costexporter.history;

import io.finops.costexporter.config.InvalidConfiguration;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which days to write, and where.
 *
 * @param to the day after the last
 */
public record HistoryOptions(LocalDate from, LocalDate to, Path out) {
    /** Reads what was given on the command line, or throws an {@link InvalidConfiguration}. */
    public static HistoryOptions of(@Nullable String from, @Nullable String to, @Nullable String out) {
        LocalDate first = date("--from", from);
        LocalDate end = to == null ? LocalDate.now(ZoneOffset.UTC) : date("--to", to);
        if (!first.isBefore(end)) {
            throw new InvalidConfiguration("--from", first, "a day before " + end);
        }
        if (out == null) {
            throw new InvalidConfiguration("--out", "", "a file to write, such as history.om");
        }
        return new HistoryOptions(first, end, Path.of(out));
    }

    private static LocalDate date(String option, @Nullable String value) {
        try {
            return LocalDate.parse(value == null ? "" : value);
        } catch (DateTimeException e) {
            throw new InvalidConfiguration(option, String.valueOf(value), "a day such as 2026-08-01");
        }
    }
}
