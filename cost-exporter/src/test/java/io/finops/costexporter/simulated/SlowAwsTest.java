package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.costexporter.refresh.RefreshLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An AWS that takes its time, or asks for hours of it, holds up nothing but the read that it concerns. */
class SlowAwsTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final Map<String, String> PROPERTIES =
            Map.of("cost-exporter.collectors", "forecast,budgets", "cost-exporter.aws.timeout", "20s");

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final MovableClock clock = new MovableClock(START);
    private final ExecutorService readers = RefreshLoop.threads();

    @TempDir
    Path stateDir;

    @BeforeEach
    void setClock() {
        SIMULATOR.setClock(START);
    }

    @AfterEach
    void endReads() {
        readers.shutdownNow();
    }

    @Test
    void anAnswerThatAsksToComeBackInAnHourFailsAtOnce() {
        SIMULATOR.fault("ce-retry-after", "{\"seconds\":3600}");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, PROPERTIES, readers)) {
            exporter.tick();

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> exporter.sample(error("spend/service", "server_error")) == 1
                            && exporter.sample(error("forecast", "server_error")) == 1
                            && exporter.sample(error("budgets", "server_error")) == 1);
            assertThat(exporter.sample(up("spend/service"))).isZero();
        }
    }

    @Test
    void oneReadThatHangsLeavesTheOthersAloneAndShowsOnceItIsLongerThanItsInterval() {
        SIMULATOR.fault("ce-slow", "{\"delayMillis\":600000,\"operation\":\"GetCostAndUsage\"}");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, PROPERTIES, readers)) {
            exporter.tick();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> exporter.sample(up("forecast")) == 1 && exporter.sample(up("budgets")) == 1);

            clock.advance(Duration.ofHours(9));
            assertThat(exporter.sample("cost_exporter_refresh_running_seconds{collector=\"spend/service\"}"))
                    .isEqualTo(9 * 3600.0);
            exporter.tick();
            assertThat(exporter.sample(error("spend/service", "overrun"))).isEqualTo(1);
            assertThat(exporter.sample(up("spend/service"))).isZero();

            // The limit of an attempt ends it.
            await().atMost(Duration.ofMinutes(1)).until(() -> exporter.sample(error("spend/service", "timeout")) == 1);
            assertThat(exporter.sample("cost_exporter_refresh_running_seconds{collector=\"spend/service\"}"))
                    .isZero();
        }
    }

    private static String up(String collector) {
        return "cost_exporter_collector_up{collector=\"" + collector + "\"}";
    }

    private static String error(String collector, String reason) {
        return "cost_exporter_errors_total{collector=\"" + collector + "\",reason=\"" + reason + "\"}";
    }
}
