package io.finops.benchmarks.backtest;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.supervisor.Probe;
import io.finops.rehearsal.rig.MeasuredProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A Prometheus that scrapes nothing and serves the blocks of one folder, on a free port, until closed. */
final class HistoryServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final MeasuredProcess process;

    private HistoryServer(int port, MeasuredProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param configuration a file of its own
     * @param lookback how long a sample stands for when no newer one comes
     */
    static HistoryServer start(Path prometheus, Path configuration, Path data, Duration lookback)
            throws InterruptedException {
        int port = Ports.freePort();
        List<String> command = List.of(
                prometheus.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=10y",
                "--query.lookback-delta=" + lookback.toSeconds() + "s",
                "--query.timeout=" + LIMIT.toSeconds() + "s",
                "--web.listen-address=127.0.0.1:" + port);
        MeasuredProcess process = MeasuredProcess.start(
                        command, Map.of(), configuration.resolveSibling("prometheus.log"))
                .awaitHealthy(Probe.http(port, "/-/ready"), LIMIT);
        return new HistoryServer(port, process);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The rules that its configuration names, as it has understood them. */
    List<Rule> rules() throws InterruptedException {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                Map<String, String> labels = new TreeMap<>();
                rule.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asString("")));
                rules.add(new Rule(
                        group.path("name").asString(""),
                        seconds(group.path("interval")),
                        rule.path("type").asString("").equals("alerting"),
                        rule.path("name").asString(""),
                        rule.path("query").asString(""),
                        seconds(rule.path("duration")),
                        seconds(rule.path("keepFiringFor")),
                        labels));
            }
        }
        return rules;
    }

    /** At which of the steps the expression gave anything, by the labels of what it gave. */
    void collect(String query, long start, long end, long step, Map<Map<String, String>, NavigableSet<Long>> holds)
            throws InterruptedException {
        JsonNode result = get("/api/v1/query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + "&start=" + start + "&end=" + end + "&step=" + step)
                .path("result");
        for (JsonNode series : result) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString("")));
            labels.remove("__name__");
            NavigableSet<Long> times = holds.computeIfAbsent(labels, none -> new TreeSet<>());
            for (JsonNode sample : series.path("values")) {
                times.add((long) sample.path(0).asDouble(0));
            }
        }
    }

    private JsonNode get(String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = Json.MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new StackException(
                        "Prometheus refuses a query: " + answer.path("error").asString(response.body()));
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new StackException("the Prometheus of the back-test does not answer: " + e, e);
        }
    }

    private static Duration seconds(JsonNode number) {
        return Duration.ofMillis(Math.round(number.asDouble(0) * 1000));
    }

    @Override
    public void close() {
        process.close();
    }

    /** Writes the configuration of a server that reads these files of rules; none for one that only serves. */
    static Path configure(Path folder, List<Path> ruleFiles) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("prometheus.yml");
        Files.write(
                file,
                Json.MAPPER.writeValueAsBytes(Map.of(
                        "global",
                        Map.of("external_labels", Map.of("grafana_url", "", "runbooks_url", "")),
                        "rule_files",
                        ruleFiles.stream().map(Path::toString).toList())));
        return file;
    }
}
