package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published policies allow what the code calls, and nothing else. */
class IamPolicyTest {
    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "forecast",
                "anomalies",
                "budgets",
                "savings-plans",
                "reservations",
                "usage",
                "recommendations",
                "month-change"
            })
    void allowsExactlyWhatIsCalled(String collector) throws IOException {
        Set<String> allowed = new TreeSet<>(Permissions.granted("spend"));
        if (!collector.isEmpty()) {
            allowed.addAll(Permissions.granted(collector));
        }
        MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
        SIMULATOR.setClock(clock.instant());
        try (Exporter exporter =
                new Exporter(SIMULATOR.uri(), stateDir, clock, Map.of("cost-exporter.collectors", collector))) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(Duration.ofDays(3)));
            exporter.tick();

            assertThat(Permissions.used(exporter)).isEqualTo(allowed);
        }
    }
}
