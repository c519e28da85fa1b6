package io.finops.rehearsal.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultTest {
    private static final Instant END = Instant.parse("2026-11-21T18:00:00Z");

    @Test
    void isAPageOfGaugesWithEveryFigure() {
        RunResult result = new RunResult(
                "drill", "gateway-outage", true, END, Duration.ofMillis(34_500), Map.of("notified_seconds", 7.8));

        assertThat(result.page().lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "finops_run_passed{run=\"drill\",name=\"gateway-outage\"} 1.0",
                        "finops_run_end_timestamp_seconds{run=\"drill\",name=\"gateway-outage\"} 1.795284E9",
                        "finops_run_duration_seconds{run=\"drill\",name=\"gateway-outage\"} 34.5",
                        "finops_run_figure{run=\"drill\",name=\"gateway-outage\",figure=\"notified_seconds\"} 7.8");
        assertThat(result.page()).contains("# TYPE finops_run_passed gauge\n");
    }

    @Test
    void takesTheNumbersOfAReportAsFigures() {
        RunResult result =
                RunResult.of("drill", "x", false, Instant.now(), Map.of("drill", "x", "messages", 2, "passed", false));

        assertThat(result.figures()).containsOnly(Map.entry("messages", 2.0));
        assertThat(result.page()).contains("finops_run_passed{run=\"drill\",name=\"x\"} 0.0\n");
    }

    @Test
    void theNextRunOfTheSameNameReplacesTheFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("results");
        new RunResult("drill", "x", false, END, Duration.ZERO, Map.of()).leaveIn(results);
        new RunResult("drill", "x", true, END, Duration.ZERO, Map.of()).leaveIn(results);

        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).containsExactly(results.resolve("drill-x.prom"));
        }
        assertThat(results.resolve("drill-x.prom"))
                .content()
                .contains("finops_run_passed{run=\"drill\",name=\"x\"} 1.0");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoReasonToFail(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        new RunResult("drill", "x", true, END, Duration.ZERO, Map.of()).leaveIn(file);

        assertThat(file).isEmptyFile();
    }
}
