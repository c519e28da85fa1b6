package io.finops.rehearsal.cluster;

import io.finops.localstack.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the clients saw.
 *
 * @param sent requests, repetitions included
 * @param failed payments that the client has given up: neither decided nor pending, and not repeated
 * @param attemptsFailed answers and connections that failed, before any repetition
 * @param undecided payments that were answered with 202
 * @param failures how attempts failed, by what the generator calls it
 * @param p99Millis of the latency from the intended time on, 0 when nothing was measured
 * @param acknowledged the last state that a client was told of each payment, by its id
 */
record LoadResult(
        long sent,
        long failed,
        long attemptsFailed,
        long undecided,
        Map<String, Long> failures,
        double p99Millis,
        double maxMillis,
        Map<String, String> acknowledged) {
    LoadResult {
        failures = Map.copyOf(failures);
        acknowledged = Map.copyOf(acknowledged);
    }

    /** Reads {@code load_summary.json} and {@code load_acknowledged.csv} (docs/traffic-generator.md). */
    static LoadResult of(String summaryJson, String acknowledgedCsv) {
        JsonNode summary = Json.MAPPER.readTree(summaryJson);
        JsonNode requests = summary.path("requests");
        long errors = requests.path("errors").longValue();
        Map<String, Long> failures = new HashMap<>();
        summary.path("errors").forEachEntry((kind, count) -> {
            if (count.longValue() > 0) {
                failures.put(kind, count.longValue());
            }
        });
        Map<String, String> acknowledged = new HashMap<>();
        acknowledgedCsv.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            if (cells.length == 3) {
                acknowledged.put(cells[2], cells[1]);
            }
        });
        return new LoadResult(
                requests.path("sent").longValue(),
                errors
                        - requests.path("retries").longValue()
                        + requests.path("dropped").longValue(),
                errors,
                summary.path("answers").path("pending").longValue(),
                failures,
                summary.path("latencyMillis").path("p99").asDouble(0),
                summary.path("latencyMillis").path("max").asDouble(0),
                acknowledged);
    }
}
