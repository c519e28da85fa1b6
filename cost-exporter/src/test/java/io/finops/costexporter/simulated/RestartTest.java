package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A restart serves the last figures at once and asks AWS nothing; nothing ever spends more than the budget. */
class RestartTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final String SETTLED =
            "cloud_bill_settled_day_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String MONTH_TO_DATE = SETTLED.replace("settled_day", "month_to_date");
    private static final String REMAINING = "cost_exporter_aws_request_budget_remaining";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    private MovableClock clock;

    @BeforeEach
    void setClock() {
        clock = new MovableClock(START);
        SIMULATOR.setClock(START);
    }

    @Test
    void servesTheLastFiguresAndAsksNothingUntilTheNextRefreshIsDue() {
        Map<String, Double> before = settled(Map.of());
        long asked = SIMULATOR.requests();

        try (Exporter restarted = exporter(Map.of())) {
            assertThat(restarted.ready()).isTrue();
            assertThat(figures(restarted.samples())).isEqualTo(figures(before));
            advance(Duration.ofHours(7));
            restarted.tick();
            assertThat(SIMULATOR.requests()).isEqualTo(asked);

            advance(Duration.ofHours(2));
            restarted.tick();
            assertThat(SIMULATOR.requests()).isGreaterThan(asked);
        }
    }

    @Test
    void aCrashLoopCostsNothing() {
        settled(Map.of());
        long asked = SIMULATOR.requests();

        for (int crash = 0; crash < 50; crash++) {
            try (Exporter restarted = exporter(Map.of())) {
                restarted.tick();
            }
        }

        assertThat(SIMULATOR.requests()).isEqualTo(asked);
    }

    @Test
    void aCrashLoopWhileAwsFailsStaysWithinTheBudget() {
        SIMULATOR.fault("ce-fail", "{}");
        Map<String, String> budget =
                Map.of("cost-exporter.request-budget-per-day", "5", "cost-exporter.collectors", "");
        long asked = SIMULATOR.requests();

        for (int crash = 0; crash < 100; crash++) {
            try (Exporter restarted = exporter(budget)) {
                restarted.tick();
                assertThat(restarted.sample(REMAINING)).isNotNegative();
            }
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(SIMULATOR.requests() - asked).isLessThanOrEqualTo(5).isGreaterThan(1);
    }

    @Test
    void refreshesByHandStayWithinTheBudgetToo() {
        long asked = SIMULATOR.requests();
        try (Exporter exporter =
                exporter(Map.of("cost-exporter.request-budget-per-day", "3", "cost-exporter.collectors", ""))) {
            for (int i = 0; i < 10; i++) {
                exporter.refresh();
            }
            assertThat(SIMULATOR.requests() - asked).isEqualTo(3);
            assertThat(exporter.sample(
                            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"budget_exhausted\"}"))
                    .isEqualTo(7);
            assertThat(exporter.samples()).containsKey(MONTH_TO_DATE);
        }
    }

    @Test
    void aDamagedSnapshotIsSetAsideAndReadAnew() throws IOException {
        Map<String, Double> before = settled(Map.of());
        Path snapshot = snapshot();
        byte[] content = Files.readAllBytes(snapshot);
        content[content.length / 2] ^= 1;
        Files.write(snapshot, content);

        try (Exporter restarted = exporter(Map.of())) {
            assertThat(restarted.ready()).isFalse();
            assertThat(snapshot.resolveSibling("snapshot.set-aside")).exists();
            restarted.tick();
            assertThat(restarted.ready()).isTrue();
            assertThat(restarted.samples()).containsKey(MONTH_TO_DATE);
        }
        assertThat(before).containsKey(SETTLED);
    }

    @Test
    void aSnapshotOfANewerVersionIsSetAside() throws IOException {
        settled(Map.of());
        Path snapshot = snapshot();
        Files.writeString(
                snapshot,
                Files.readString(snapshot).replaceFirst("finops-cost-exporter 1 ", "finops-cost-exporter 2 "));

        try (Exporter restarted = exporter(Map.of())) {
            assertThat(restarted.ready()).isFalse();
            assertThat(snapshot.resolveSibling("snapshot.set-aside")).exists();
        }
    }

    @Test
    void whatWasSetAsideBeforeIsKept() throws IOException {
        for (int damage = 1; damage <= 2; damage++) {
            settled(Map.of());
            Files.writeString(snapshot(), "damage " + damage);
            try (Exporter restarted = exporter(Map.of())) {
                assertThat(restarted.ready()).isFalse();
            }
        }

        try (Stream<Path> files = Files.walk(stateDir)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .contains("snapshot.set-aside", "snapshot.set-aside.2");
        }
    }

    @Test
    void aNewAccountWithoutDataIsReadyAfterARestartToo() {
        SIMULATOR.fault("ce-data-unavailable", "{}");
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
        }
        long asked = SIMULATOR.requests();

        try (Exporter restarted = exporter(Map.of())) {
            assertThat(restarted.ready()).isTrue();
            restarted.tick();
            assertThat(SIMULATOR.requests()).isEqualTo(asked);
        }
    }

    @Test
    void aStateFolderIsOneExporters() {
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();

            assertThatThrownBy(() -> exporter(Map.of()))
                    .hasMessage("cost-exporter.state-dir=" + stateDir
                            + " is not accepted: a folder that no other running exporter uses, and one does");
        }
        try (Exporter next = exporter(Map.of())) {
            assertThat(next.ready()).isTrue();
        }
    }

    @Test
    void aViewThatIsNewAndFailsLeavesTheBillReady() {
        settled(Map.of());
        SIMULATOR.fault("ce-fail", "{}");

        Map<String, String> oneMore = Map.of(
                "cost-exporter.views[0].name", "service",
                "cost-exporter.views[0].group-by", "service",
                "cost-exporter.views[1].name", "account",
                "cost-exporter.views[1].group-by", "account");
        try (Exporter exporter = exporter(oneMore)) {
            exporter.tick();
            assertThat(exporter.ready()).isTrue();
            assertThat(exporter.samples()).containsKey(SETTLED);
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"spend/account\"}"))
                    .isZero();
        }
    }

    @Test
    void figuresOfAnotherEndpointAreNotServed() {
        settled(Map.of());

        try (Exporter other = new Exporter(
                java.net.URI.create("http://127.0.0.2:" + SIMULATOR.uri().getPort()), stateDir, clock, Map.of())) {
            assertThat(other.ready()).isFalse();
            assertThat(other.samples()).doesNotContainKey(SETTLED);
        }
    }

    @Test
    void aViewThatAsksSomethingElseDoesNotTakeOverFiguresOfTheOldOne() {
        settled(Map.of());

        Map<String, String> byRegion =
                Map.of("cost-exporter.views[0].name", "service", "cost-exporter.views[0].group-by", "region");
        try (Exporter other = exporter(byRegion)) {
            assertThat(other.ready()).isFalse();
            other.tick();
            assertThat(other.page()).contains("cost_region=\"us-east-1\"");
        }
    }

    private Map<String, Double> settled(Map<String, String> properties) {
        try (Exporter exporter = exporter(properties)) {
            exporter.tick();
            advance(Duration.ofHours(27));
            exporter.tick();
            return exporter.samples();
        }
    }

    private Path snapshot() throws IOException {
        try (Stream<Path> files = Files.walk(stateDir)) {
            List<Path> found = files.filter(file -> file.endsWith("snapshot")).toList();
            return found.get(0);
        }
    }

    private Exporter exporter(Map<String, String> properties) {
        return new Exporter(SIMULATOR.uri(), stateDir, clock, properties);
    }

    private void advance(Duration by) {
        SIMULATOR.setClock(clock.advance(by));
    }

    private static Map<String, Double> figures(Map<String, Double> samples) {
        Map<String, Double> figures = new java.util.TreeMap<>(samples);
        figures.keySet().removeIf(key -> !key.startsWith("cloud_") && !key.contains("last_success"));
        return figures;
    }
}
