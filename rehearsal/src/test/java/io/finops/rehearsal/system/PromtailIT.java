package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Promtail makes of lines as our processes and the servers write them. */
@NeedsOnPath("promtail")
class PromtailIT {
    private static final String STACK_TRACE = """
            java.lang.IllegalStateException: the ledger is closed
            \tat io.finops.payments.ledger.PaymentLedger.claim(PaymentLedger.java:88)
            Caused by: java.sql.SQLException: connection reset
            \t... 12 more
            """;

    @TempDir
    private Path folder;

    @Test
    void levelsAgreeBetweenTheFormatsOfAllProcesses() throws Exception {
        Map<String, String> lines = Map.ofEntries(
                Map.entry("payments-service", "{\"level\":\"ERROR\",\"message\":\"x\"}"),
                Map.entry("cost-exporter", "{\"level\":\"WARN\",\"message\":\"x\"}"),
                Map.entry("alert-audit", "{\"level\":\"INFO\",\"message\":\"x\"}"),
                Map.entry("loki", "{\"level\":\"warn\",\"msg\":\"x\"}"),
                Map.entry("grafana", "{\"level\":\"error\",\"msg\":\"x\",\"logger\":\"y\"}"),
                Map.entry("prometheus", "time=2026-11-22T08:00:00.1Z level=ERROR source=a.go:1 msg=\"x\""),
                Map.entry("span-metrics", "time=2026-11-22T08:00:00.1Z level=WARN source=a.go:1 msg=\"x\""),
                Map.entry("alertmanager", "ts=2026-11-22T08:00:00.1Z caller=a.go:1 level=error msg=\"x\""),
                Map.entry("node-exporter", "ts=2026-11-22T08:00:00.1Z caller=a.go:1 level=info msg=\"x\""),
                Map.entry("promtail", "level=warn ts=2026-11-22T08:00:00.1Z caller=a.go:1 msg=\"x\""),
                Map.entry("postgres", "2026-11-22 08:00:00.123 UTC [17] FATAL:  the database system is starting up"),
                Map.entry("simulators", "a line of no form at all"));
        for (Map.Entry<String, String> line : lines.entrySet()) {
            write(line.getKey(), line.getValue() + "\n");
        }
        Map<String, String> levels = sent(lines.size()).stream()
                .collect(Collectors.toMap(
                        sent -> String.valueOf(sent.labels().get("service")),
                        sent -> String.valueOf(sent.labels().get("level"))));
        assertThat(levels)
                .isEqualTo(Map.ofEntries(
                        Map.entry("payments-service", "error"),
                        Map.entry("cost-exporter", "warn"),
                        Map.entry("alert-audit", "info"),
                        Map.entry("loki", "warn"),
                        Map.entry("grafana", "error"),
                        Map.entry("prometheus", "error"),
                        Map.entry("span-metrics", "warn"),
                        Map.entry("alertmanager", "error"),
                        Map.entry("node-exporter", "info"),
                        Map.entry("promtail", "warn"),
                        Map.entry("postgres", "error"),
                        Map.entry("simulators", "info")));
    }

    /** A JVM prints it by itself, between lines of JSON; none of the three may lose anything. */
    @Test
    void aStackTraceIsOneErrorAndTheLinesAroundItKeepTheirs() throws Exception {
        write(
                "payments-service",
                "{\"level\":\"WARN\",\"event\":\"request_failed\",\"outcome\":\"server_error\"}\n" + STACK_TRACE
                        + "{\"level\":\"INFO\",\"message\":\"after\"}\n");
        List<PromtailRun.Sent> sent = sent(3);
        assertThat(sent).extracting(line -> line.labels().get("level")).containsExactly("warn", "error", "info");
        assertThat(sent.get(1).line().lines().map(String::strip))
                .containsExactlyElementsOf(
                        STACK_TRACE.lines().map(String::strip).toList());
    }

    @Test
    void countsByOutcomeAreKeptAsMetrics() throws Exception {
        write("payments-service", """
                {"level":"INFO","event":"payment_outcome","status":"approved","payment_id":"pay_1"}
                {"level":"INFO","event":"payment_outcome","status":"approved","payment_id":"pay_2"}
                {"level":"INFO","event":"payment_outcome","status":"declined","payment_id":"pay_3"}
                {"level":"WARN","event":"request_failed","status":503,"outcome":"server_error"}
                {"level":"DEBUG","message":"dropped"}
                """);
        write("alert-audit", "{\"level\":\"INFO\",\"message\":\"alert_received\",\"status\":\"firing\"}\n");
        try (PromtailRun promtail = PromtailRun.reading(folder.resolve("logs"))) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(promtail.metrics()
                                            .lines()
                                            .filter(line -> line.startsWith("promtail_log_lines_total{")))
                                    .containsExactlyInAnyOrder(
                                            "promtail_log_lines_total{event=\"payment_outcome\",level=\"info\",outcome=\"approved\",service=\"payments-service\",stream=\"application\"} 2",
                                            "promtail_log_lines_total{event=\"payment_outcome\",level=\"info\",outcome=\"declined\",service=\"payments-service\",stream=\"application\"} 1",
                                            "promtail_log_lines_total{event=\"request_failed\",level=\"warn\",outcome=\"server_error\",service=\"payments-service\",stream=\"application\"} 1",
                                            "promtail_log_lines_total{event=\"alert_received\",level=\"info\",service=\"alert-audit\",stream=\"audit\"} 1"));
            assertThat(promtail.sent())
                    .as("what is counted by is no label of a stream")
                    .allSatisfy(sent -> assertThat(sent.labels()).containsOnlyKeys("service", "level", "stream"));
        }
    }

    @Test
    void aKeyOrATokenThatGotIntoALogGoesNoFurther() throws Exception {
        String key = "fo_" + "Kq7".repeat(14) + "A";
        String token = "bot123456:" + "x_-9".repeat(9);
        write(
                "payments-service",
                "{\"level\":\"INFO\",\"message\":\"Bearer " + key + "\"}\n" + STACK_TRACE + key + "\n");
        write(
                "alertmanager",
                "ts=2026-11-22T08:00:00Z level=warn err=\"Post https://api/" + token + "/sendMessage\"\n");
        assertThat(sent(3).toString())
                .doesNotContain("Kq7Kq7", "x_-9x_-9")
                .contains("Bearer fo_***", "api/bot***/sendMessage");
    }

    private void write(String service, String lines) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve(service + ".log"), lines);
    }

    private List<PromtailRun.Sent> sent(int count) throws Exception {
        try (PromtailRun promtail = PromtailRun.reading(folder.resolve("logs"))) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(promtail.sent()).hasSize(count));
            return promtail.sent();
        }
    }
}
