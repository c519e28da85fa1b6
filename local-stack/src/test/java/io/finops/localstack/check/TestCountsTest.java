package io.finops.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCountsTest {
    @TempDir
    Path folder;

    @Test
    void addsUpWhatWasWrittenSince() throws IOException {
        report("a/target/surefire-reports/TEST-One.xml", "tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"1\"");
        report("b/target/other/TEST-Three.xml", "tests=\"9\" failures=\"0\" errors=\"0\" skipped=\"0\"");
        assertThat(TestCounts.of(folder, Instant.EPOCH)).hasToString("2 passed, 2 failed, 1 skipped");
        assertThat(TestCounts.of(folder, Instant.now().plusSeconds(60))).hasToString("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void takesSystemTestsFromTheSummaryBecauseTheReportOfAParameterizedClassIsWrittenOver() throws IOException {
        report("b/target/failsafe-reports/TEST-Two.xml", "tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\"");
        Files.writeString(
                folder.resolve("b/target/failsafe-reports/failsafe-summary.xml"),
                "<failsafe-summary result=\"255\"><completed>7</completed><errors>1</errors><failures>2</failures>"
                        + "<skipped>1</skipped><failureMessage/></failsafe-summary>");
        assertThat(TestCounts.of(folder, Instant.EPOCH)).hasToString("3 passed, 3 failed, 1 skipped");
    }

    private void report(String path, String attributes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, "<testsuite name=\"x\" " + attributes + "/>");
    }
}
