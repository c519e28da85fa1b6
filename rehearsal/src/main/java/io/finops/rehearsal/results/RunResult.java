package io.finops.rehearsal.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a run, as metrics: a file for node-exporter's textfile collector that the next run of the same name replaces.
 *
 * @param run what kind of run: {@code drill}, {@code smoke-test}, …
 * @param name which of them
 * @param figures what was measured, by name
 */
public record RunResult(
        String run, String name, boolean passed, Instant end, Duration took, Map<String, Double> figures) {
    public RunResult {
        figures = Map.copyOf(figures);
    }

    /** The numbers among these fields are the figures. */
    public static RunResult of(String run, String name, boolean passed, Instant begin, Map<String, Object> fields) {
        Map<String, Double> figures = new TreeMap<>();
        fields.forEach((field, value) -> {
            if (value instanceof Number number) {
                figures.put(field, number.doubleValue());
            }
        });
        Instant end = Instant.now();
        return new RunResult(run, name, passed, end, Duration.between(begin, end), figures);
    }

    /** Writes the file at once, so that no scrape sees half of it. That it cannot be written is told, and is no reason to fail. */
    public void leaveIn(Path folder) {
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, run, ".unfinished");
            Files.writeString(unfinished, page());
            Files.move(
                    unfinished,
                    folder.resolve(run + "-" + name + ".prom"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println("the result of " + run + " " + name + " is not among the metrics: " + e);
        }
    }

    String page() {
        String labels = "run=\"" + run + "\",name=\"" + name + "\"";
        StringBuilder page = new StringBuilder();
        family(page, "finops_run_passed", "Whether the last run passed");
        line(page, "finops_run_passed", labels, passed ? 1 : 0);
        family(page, "finops_run_end_timestamp_seconds", "When the last run ended");
        line(page, "finops_run_end_timestamp_seconds", labels, end.toEpochMilli() / 1e3);
        family(page, "finops_run_duration_seconds", "How long the last run took");
        line(page, "finops_run_duration_seconds", labels, took.toMillis() / 1e3);
        family(page, "finops_run_figure", "What the last run measured");
        new TreeMap<>(figures)
                .forEach((figure, value) ->
                        line(page, "finops_run_figure", labels + ",figure=\"" + figure + "\"", value));
        return page.toString();
    }

    private static void family(StringBuilder page, String name, String help) {
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(" gauge\n");
    }

    private static void line(StringBuilder page, String name, String labels, double value) {
        page.append(String.format(Locale.ROOT, "%s{%s} %s%n", name, labels, value));
    }
}
