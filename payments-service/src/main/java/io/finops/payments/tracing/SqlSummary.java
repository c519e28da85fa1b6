package io.finops.payments.tracing;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement does to which tables, in the order in which it says so: {@code UPDATE payment INSERT posting}. Has few values,
 * because it is made of names of ours alone.
 *
 * @param text the summary, OpenTelemetry's {@code db.query.summary}
 * @param operation {@code db.operation.name}; empty when the statement does several different things
 */
record SqlSummary(String text, String operation) {
    /** "for update skip locked", "on conflict do update set" and "extract(epoch from now())" touch no table. */
    private static final Pattern STEP = Pattern.compile(
            "\\b(?:(insert\\s+into|delete\\s+from|(?<!for\\s)(?<!do\\s)update)\\s+([a-z_]+)|(from|join)\\s+([a-z_]++)(?!\\s*[(]))");

    private static final Pattern SUBQUERY = Pattern.compile("\\b([a-z_]+)\\s+as\\s*(?:not\\s+materialized\\s*)?[(]");

    static SqlSummary of(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        Set<String> subqueries = new LinkedHashSet<>();
        for (Matcher name = SUBQUERY.matcher(lower); name.find(); ) {
            subqueries.add(name.group(1));
        }
        Set<String> operations = new LinkedHashSet<>();
        Set<String> steps = new LinkedHashSet<>();
        for (Matcher step = STEP.matcher(lower); step.find(); ) {
            boolean writes = step.group(1) != null;
            String table = step.group(writes ? 2 : 4);
            if (!subqueries.contains(table)) {
                String operation = writes ? step.group(1).substring(0, 6).toUpperCase(Locale.ROOT) : "SELECT";
                operations.add(operation);
                steps.add(operation + " " + table);
            }
        }
        return steps.isEmpty()
                ? new SqlSummary("SQL", "")
                : new SqlSummary(
                        String.join(" ", steps),
                        operations.size() == 1 ? operations.iterator().next() : "");
    }
}
