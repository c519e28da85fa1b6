package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log tells of a start, and of what each read read, changed and cost. */
class LogTest {
    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.finops.costexporter");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        assertThat(logger.detachAppender(log)).isTrue();
    }

    @Test
    void aStartTellsWhatTheConfigurationTakes() {
        try (Exporter exporter = exporter(at("2026-11-20T00:30:00Z"), "forecast,anomalies,budgets")) {
            assertThat(exporter.ready()).as("before anything is asked").isFalse();
            assertThat(told("what this configuration takes"))
                    .containsExactly(
                            Map.of("paid_requests_a_day", "5", "request_budget_per_day", "100000", "usd_a_month", "0"));
        }
    }

    @Test
    void aReadTellsWhatItReadChangedAndCost() {
        MovableClock clock = at("2026-11-20T00:30:00Z");
        try (Exporter exporter = exporter(clock, "")) {
            exporter.tick();
            assertThat(told("read"))
                    .singleElement()
                    .satisfies(read -> assertThat(read)
                            .containsEntry("collector", "spend/service")
                            .containsEntry("paid_requests", "1")
                            .containsEntry("days", "51")
                            .containsEntry("changed_days", "51")
                            .containsEntry("newest_settled_day", "none")
                            .containsKeys("rows", "took_ms", "thorough"));

            SIMULATOR.fault("ce-stale", "{}");
            log.list.clear();
            SIMULATOR.setClock(clock.advance(Duration.ofHours(9)));
            exporter.tick();
            assertThat(told("read"))
                    .singleElement()
                    .satisfies(read ->
                            assertThat(read).containsEntry("paid_requests", "1").containsEntry("changed_days", "0"));
        }
    }

    @Test
    void aMonthThatBecomesFinalIsSaidOnce() {
        MovableClock clock = at("2026-11-06T12:00:00Z");
        try (Exporter exporter = exporter(clock, "")) {
            exporter.tick();
            assertThat(told("the bill of a month is final")).isEmpty();

            for (int reads = 0; reads < 3; reads++) {
                SIMULATOR.setClock(clock.advance(Duration.ofHours(27)));
                exporter.tick();
            }
            assertThat(told("the bill of a month is final")).containsExactly(Map.of("month", "2026-10"));
        }
    }

    /** What is said beside the message. */
    private List<Map<String, String>> told(String message) {
        return log.list.stream()
                .filter(event -> event.getMessage().equals(message))
                .map(event -> {
                    Map<String, String> pairs = new TreeMap<>();
                    event.getKeyValuePairs().forEach(pair -> pairs.put(pair.key, String.valueOf(pair.value)));
                    return pairs;
                })
                .toList();
    }

    private static MovableClock at(String instant) {
        MovableClock clock = new MovableClock(Instant.parse(instant));
        SIMULATOR.setClock(clock.instant());
        return clock;
    }

    private Exporter exporter(MovableClock clock, String collectors) {
        return new Exporter(SIMULATOR.uri(), stateDir, clock, Map.of("cost-exporter.collectors", collectors));
    }
}
