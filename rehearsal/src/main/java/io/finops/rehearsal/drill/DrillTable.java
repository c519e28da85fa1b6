package io.finops.rehearsal.drill;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several drills at a glance, a line each; at most 100 columns wide. */
public final class DrillTable {
    private DrillTable() {}

    /**
     * Times are seconds since the fault (of the alert's beginning, the trail, those on call), of the resolution since the healing;
     * {@code messages} is how many those on call were sent; {@code -} where a drill has no such thing.
     */
    public static String of(List<DrillReport> reports) {
        StringBuilder table = new StringBuilder(System.lineSeparator())
                .append(row(
                        "drill", "alert", "firing", "notified", "paged", "resolved", "limit", "messages", "result"));
        for (DrillReport report : reports) {
            Map<String, Object> fields = report.fields();
            table.append(row(
                    cell(fields, "drill"),
                    cell(fields, "alert"),
                    cell(fields, "firing_seconds"),
                    cell(fields, "notified_seconds"),
                    cell(fields, "paged_seconds"),
                    cell(fields, "resolved_seconds"),
                    cell(fields, "limit_seconds"),
                    cell(fields, "messages"),
                    result(report)));
        }
        return table.toString();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-18s %-22s %6s %8s %6s %8s %6s %8s  %s%n", cells);
    }

    private static String result(DrillReport report) {
        if (Boolean.FALSE.equals(report.fields().get("run"))) {
            return "not run";
        }
        return report.passed() ? "ok" : "FAIL";
    }

    private static String cell(Map<String, Object> fields, String name) {
        return String.valueOf(fields.getOrDefault(name, "-"));
    }
}
