package io.finops.report.delivery;

import io.finops.report.content.Headline;
import io.finops.report.content.Report;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What is sent: the lines at the top of the report, and the report.
 *
 * @param title the period
 * @param urgent of the lines, those that tell of something that went wrong
 * @param html the file
 */
public record Letter(String title, List<String> urgent, List<String> others, String html) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Letter {
        urgent = List.copyOf(urgent);
        others = List.copyOf(others);
    }

    public static Letter of(Report report, String html) {
        return new Letter(
                "FinOps report, " + DAY.format(report.from()) + " to " + DAY.format(report.to())
                        + (report.simulated() ? " (simulated)" : ""),
                lines(report, true),
                report.problem().isEmpty() ? lines(report, false) : List.of(report.problem()),
                html);
    }

    private static List<String> lines(Report report, boolean urgent) {
        return report.headlines().stream()
                .filter(line -> line.urgent() == urgent)
                .map(Headline::text)
                .toList();
    }
}
