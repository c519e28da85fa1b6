package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.Json;
import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Grafana Alloy between the services and Tempo: what the log calls failed or slow has its trace, and of the rest a share has. */
@ExtendWith(RunningStack.class)
@NeedsOnPath({"alloy", "tempo"})
class TailSamplingIT {
    /** Those of a minute; ten minutes by hand: {@code -Dtail-sampling.requests=8000}. */
    private static final int REQUESTS = Integer.getInteger("tail-sampling.requests", 800);
    /** Alloy decides 12 s after a trace's first span, and Tempo finds what reached it seconds ago. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final double SLOW_SECONDS = 0.5;

    @Test
    void keepsEveryTraceThatFailedOrWasSlow(StackAccess stack) throws IOException {
        Instant since = Instant.now();
        stack.simulators().inject("gateway-hang", Map.of("share", 0.02));
        stack.simulators().inject("gateway-slow", Map.of("share", 0.02, "delayMillis", 800));
        try {
            await().atMost(Duration.ofSeconds(REQUESTS))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> requests(stack, since).size() >= REQUESTS);
        } finally {
            stack.simulators().heal("gateway-hang");
            stack.simulators().heal("gateway-slow");
        }
        List<JsonNode> requests = requests(stack, since);
        List<String> wanted = traces(requests.stream().filter(TailSamplingIT::failedOrSlow));
        List<String> others = traces(requests.stream().filter(line -> !failedOrSlow(line)));

        assertThat(wanted).as("failed and slow requests").hasSizeGreaterThan(10);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(wanted).allMatch(trace -> isKept(stack, trace)));
        assertThat(others).as("other requests").hasSizeGreaterThan(300);
        long kept = others.stream().filter(trace -> isKept(stack, trace)).count();
        System.out.println("kept: all of " + wanted.size() + " failed and slow requests, " + kept + " of "
                + others.size() + " others");
        assertThat(kept).isBetween(1L, others.size() / 4L);
    }

    private static List<String> traces(Stream<JsonNode> requests) {
        return requests.map(line -> line.path("trace_id").asString()).toList();
    }

    private static boolean failedOrSlow(JsonNode line) {
        return line.path("event").asString().equals("request_failed")
                || line.path("seconds").asDouble() > SLOW_SECONDS;
    }

    private static List<JsonNode> requests(StackAccess stack, Instant since) throws IOException {
        try (Stream<String> lines = Files.lines(stack.home().log("payments-service"))) {
            return lines.filter(line -> line.contains("\"event\":\"request_"))
                    .map(Json.MAPPER::readTree)
                    .filter(line ->
                            Instant.parse(line.path("@timestamp").asString()).isAfter(since))
                    .toList();
        }
    }

    /** Tempo's answer about a trace that it does not have may be an empty one. */
    private static boolean isKept(StackAccess stack, String trace) {
        HttpJson.Answer answer = stack.http().send("GET", stack.url("tempo") + "/api/v2/traces/" + trace, "", Map.of());
        return answer.status() == 200 && answer.body().contains("payments-service");
    }
}
