package io.finops.rehearsal.dashboards;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that a query may use: our metrics as their reference pages list them, what the rules record, and what the listed
 * exporters publish ({@code dashboards/exporter-metrics.txt}).
 */
final class MetricCatalogue {
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{[^`]*})?`");
    /** {@code `cloud_cost_…`}: the rest is that of the name before it; {@code `…_lower_amount`}: the beginning is. */
    private static final Pattern SAME_REST = Pattern.compile("`cloud_bill_(\\w+)`, `cloud_cost_…`");

    private static final Pattern SAME_BEGINNING = Pattern.compile("`…(_\\w+)_amount`");
    private static final Pattern RECORD = Pattern.compile("record:\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

    private final Set<String> names = new TreeSet<>();

    MetricCatalogue() {
        collect("docs", "metrics-.*\\.md", IN_BACKTICKS);
        shorthand();
        collect("prometheus/rules", ".*\\.yml", RECORD);
        collect(
                "rehearsal/src/test/resources/dashboards",
                "exporter-metrics\\.txt",
                Pattern.compile("(?m)^([a-zA-Z_]+)"));
    }

    boolean has(String metric) {
        return names.contains(metric) || names.contains(SUFFIX.matcher(metric).replaceFirst(""));
    }

    private void shorthand() {
        try {
            for (String line : Files.readAllLines(Checkout.root().resolve("docs/metrics-cost.md"))) {
                Matcher rest = SAME_REST.matcher(line);
                if (rest.find()) {
                    names.add("cloud_cost_" + rest.group(1));
                }
                Matcher first = IN_BACKTICKS.matcher(line);
                if (first.find()) {
                    String beginning = first.group(1).replaceFirst("_amount$", "");
                    for (Matcher ending = SAME_BEGINNING.matcher(line); ending.find(); ) {
                        names.add(beginning + ending.group(1) + "_amount");
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read docs/metrics-cost.md", e);
        }
    }

    private void collect(String folder, String fileName, Pattern name) {
        try (Stream<Path> files = Files.list(Checkout.root().resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().matches(fileName)) {
                    for (Matcher match = name.matcher(Files.readString(file)); match.find(); ) {
                        names.add(match.group(1));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + folder, e);
        }
    }
}
