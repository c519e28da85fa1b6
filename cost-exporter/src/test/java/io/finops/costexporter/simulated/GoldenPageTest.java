package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole page for a recorded answer, line by line, so that no figure, name or label changes unseen. */
class GoldenPageTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "page.txt");
    private static final Map<String, String> PROPERTIES = Map.of(
            "cost-exporter.cost-bases", "unblended,amortized",
            "cost-exporter.views[0].name", "service",
            "cost-exporter.views[0].group-by", "service,account",
            "cost-exporter.views[0].top", "3",
            "cost-exporter.collectors", "",
            "cost-exporter.guardrails[0].name", "total",
            "cost-exporter.guardrails[0].monthly-limit", "10000");

    @TempDir
    Path stateDir;

    @Test
    void isAsRecorded() throws IOException {
        String page = page();
        if (System.getenv("UPDATE_GOLDEN") != null) {
            Files.writeString(GOLDEN, page);
        }

        assertThat(page).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void promtoolHasNothingToSay() throws IOException, InterruptedException {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "promtool is not on the PATH: the page was not linted");
        Process lint = new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        lint.getOutputStream().write(page().getBytes(StandardCharsets.UTF_8));
        lint.getOutputStream().close();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(lint.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    private static Optional<Path> promtool() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String page() {
        MovableClock clock = new MovableClock(Instant.parse("2026-11-12T09:00:00Z"));
        try (RecordedCostExplorer aws = new RecordedCostExplorer("/golden/get-cost-and-usage.json");
                Exporter exporter = new Exporter(aws.uri(), stateDir, clock, PROPERTIES)) {
            exporter.tick();
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            return exporter.page();
        }
    }
}
