package io.finops.benchmarks.backtest;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import io.finops.rehearsal.history.OpenMetrics;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code promtool tsdb create-blocks-from}, of samples and of rules. */
final class Promtool {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Path promtool;

    Promtool(Path promtool) {
        this.promtool = promtool;
    }

    /** Puts a file of samples into a folder of blocks while no server holds it, and deletes the file. */
    void load(Path file, int blockHours, Path data) throws IOException {
        run(blockHours, List.of("openmetrics", file.toString(), data.toString()));
        Files.delete(file);
    }

    /** Writes the {@code ALERTS} of these times, every so many seconds. */
    void loadAlerts(List<Firing> firings, Resolution resolution, Path data) throws IOException {
        TreeMap<Long, List<String>> samples = new TreeMap<>();
        for (Firing firing : firings) {
            long step = resolution.step();
            for (long time = (firing.span().from() + step - 1) / step * step;
                    time < firing.span().to();
                    time += step) {
                samples.computeIfAbsent(time, none -> new ArrayList<>()).add(firing.series());
            }
        }
        if (samples.isEmpty()) {
            return;
        }
        Path file = data.resolveSibling("alerts.om");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Map.Entry<Long, List<String>> entry : samples.entrySet()) {
                for (String series : entry.getValue().stream().distinct().toList()) {
                    OpenMetrics.sample(out, series, 1, entry.getKey());
                }
            }
            out.write(OpenMetrics.END);
        }
        load(file, resolution.blockHours(), data);
    }

    /** Computes what rules would have recorded, as a server that has the samples sees them, into the same folder; the server sees it after a restart. */
    void record(List<Rule> rules, Resolution resolution, Scenario.Window window, String server, Path data)
            throws IOException {
        // One group for each interval. A group is evaluated at an offset that follows from its name and file, and what
        // rests on one another has to be evaluated at the same moment, as in Prometheus.
        Map<Long, List<Map<String, Object>>> byInterval = new TreeMap<>();
        for (Rule rule : rules) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("record", rule.name());
            entry.put("expr", nameless(rule.query()));
            entry.put("labels", rule.labels());
            byInterval
                    .computeIfAbsent(resolution.recordingStepOf(rule), interval -> new ArrayList<>())
                    .add(entry);
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        byInterval.forEach((seconds, entries) ->
                groups.add(Map.of("name", "every-" + seconds + "-s", "interval", seconds + "s", "rules", entries)));
        Path file = data.resolveSibling("recordings.json");
        Files.write(file, Json.MAPPER.writeValueAsBytes(Map.of("groups", groups)));
        long interval =
                rules.stream().mapToLong(resolution::recordingStepOf).max().orElse(resolution.step());
        run(
                resolution.queryHours(),
                List.of(
                        "rules",
                        "--url=" + server,
                        "--start=" + start(window.from(), interval, resolution.queryHours() * 3600L),
                        "--end=" + window.to(),
                        "--output-dir=" + data,
                        file.toString()));
    }

    /**
     * Without the names of the series that it selects. Where {@code a or b} is {@code b} first and {@code a} later, promtool (2.42 to 3.5) writes what came of each name one after the other,
     * and loses, without a word, what is older than what it has written.
     */
    static String nameless(String query) {
        return "(" + query + "\n) + 0";
    }

    /**
     * Where recording has to start, in seconds, so that every rule is recorded from {@code from} on. A group is evaluated at an offset that follows from its name. When
     * that leaves no evaluation before the end of the first block, promtool (2.42 to 3.5) stops there and records nothing of the rule at all, without a word.
     */
    static long start(long from, long interval, long block) {
        return block - from % block > interval ? from : from - interval;
    }

    private void run(int blockHours, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                promtool.toString(),
                "tsdb",
                "create-blocks-from",
                "--quiet",
                "--max-block-duration=" + blockHours + "h"));
        command.addAll(arguments);
        Shell.Result result = Shell.run(LIMIT, command);
        if (!result.succeeded()) {
            throw new StackException("promtool tsdb create-blocks-from: " + result.lastLine());
        }
    }
}
