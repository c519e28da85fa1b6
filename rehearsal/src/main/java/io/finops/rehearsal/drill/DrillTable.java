package io.finops.rehearsal.drill;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several drills at a glance, a line each; at most 100 columns wide. */
public final class DrillTable {
    private static final String ROW = "%-19s %-22s %9s %9s %9s %7s  %s%n";

    private DrillTable() {}

    /** Times are seconds since the fault, of the resolution since the healing; {@code -} where a drill has no such time. */
    public static String of(List<DrillReport> reports) {
        StringBuilder table = new StringBuilder(System.lineSeparator())
                .append(String.format(
                        Locale.ROOT, ROW, "drill", "alert", "firing s", "notified", "resolved", "limit s", "result"));
        for (DrillReport report : reports) {
            Map<String, Object> fields = report.fields();
            table.append(String.format(
                    Locale.ROOT,
                    ROW,
                    cell(fields, "drill"),
                    cell(fields, "alert"),
                    cell(fields, "firing_seconds"),
                    cell(fields, "notified_seconds"),
                    cell(fields, "resolved_seconds"),
                    cell(fields, "limit_seconds"),
                    result(report)));
        }
        return table.toString();
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
