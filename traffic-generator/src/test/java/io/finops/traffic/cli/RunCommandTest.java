package io.finops.traffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import io.finops.traffic.verify.FakePayments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Whole runs, from the command line to the files. */
class RunCommandTest {
    /** On a machine that has no time for it, a run says so and fails; that is not what is tested here. */
    private static final List<Integer> PASSED_OR_TOO_BUSY = List.of(ExitCode.PASSED, ExitCode.RATE_NOT_KEPT);

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void leavesASummarySamplesAndHistograms() throws IOException, InterruptedException {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            int code =
                    run(server.url(), "--rps 200 --duration 2 --trace-share 100% --duplicates 0 --threshold p99<30s");

            assertThat(code).isIn(PASSED_OR_TOO_BUSY);
        }
        JsonNode summary = summary();
        assertThat(summary.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(summary.path("settings").path("rps").asDouble()).isEqualTo(200);
        assertThat(summary.path("requests").path("scheduled").asLong()).isEqualTo(400);
        assertThat(summary.path("requests").path("answered").asLong()).isEqualTo(400);
        assertThat(summary.path("answers").path("approved").asLong()).isEqualTo(400);
        assertThat(summary.path("latencyMillis").path("count").asLong()).isEqualTo(400);
        assertThat(summary.path("latencyMillis").path("p99.99").asDouble()).isPositive();
        assertThat(summary.path("verdict")
                        .path("thresholds")
                        .get(0)
                        .path("passed")
                        .asBoolean())
                .isTrue();

        List<String> samples = Files.readAllLines(folder.resolve("out").resolve("load_samples.csv"));
        assertThat(samples.get(0)).startsWith("second,time,scheduled,sent,answered,errors");
        assertThat(samples).hasSizeBetween(3, 4);
        assertThat(samples.get(1)).matches(".*,[0-9a-f]{32}");
        assertThat(histogramCount("latency")).isEqualTo(400);
    }

    @Test
    void aFailedThresholdEndsWith99() throws InterruptedException {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            assertThat(run(server.url(), "--rps 50 --duration 1 --threshold rate>1000"))
                    .isEqualTo(99);
        }
        assertThat(summary().path("verdict").path("exitCode").asInt()).isEqualTo(99);
        assertThat(summary().path("verdict").path("reasons").get(0).asString()).contains("rate>1000");
    }

    @Test
    void aTargetThatRefusesEndsWith3BeforeAnythingIsWritten() throws InterruptedException {
        String url;
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            url = server.url();
        }
        assertThat(run(url, "--duration 1")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(errors.toString().lines()).singleElement().asString().contains("cannot be reached");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenEndsWith2() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("taken"));
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            CommandLine command = command();
            int code = command.execute(
                    "run",
                    "--base-url",
                    server.url(),
                    "--output-dir",
                    file.resolve("x").toString());

            assertThat(code).isEqualTo(ExitCode.USAGE);
            assertThat(errors.toString().lines()).singleElement().asString().contains("cannot be written");
        }
    }

    @Test
    void followsATableOfRatesForItsLength() throws IOException, InterruptedException {
        Path rates = Files.writeString(folder.resolve("rates.csv"), "second,rate\n0,0\n2,100\n");
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            assertThat(run(server.url(), "--rates " + rates)).isIn(PASSED_OR_TOO_BUSY);
        }
        assertThat(summary().path("requests").path("scheduled").asLong()).isEqualTo(100);
    }

    @Test
    void verifiesTheMoneyAfterTheRun() throws IOException, InterruptedException {
        try (FakePayments service = new FakePayments()) {
            assertThat(run(service.url(), "--rps 50 --duration 1 --duplicates 20% --verify"))
                    .isEqualTo(ExitCode.PASSED);
        }
        JsonNode money = summary().path("money");
        assertThat(money.path("acknowledged").asLong()).isEqualTo(50);
        assertThat(money.path("sound").asLong()).isEqualTo(50);
        assertThat(money.path("lost").asLong()).isZero();
    }

    @Test
    void withoutAPaceItSendsAsFastAsItCanAndTellsNoLatency() throws InterruptedException {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            assertThat(run(server.url(), "--rps max --duration 1 --workers 4")).isIn(PASSED_OR_TOO_BUSY);
        }
        assertThat(summary().has("latencyMillis")).isFalse();
        assertThat(summary().path("requests").path("answered").asLong()).isGreaterThan(100);
        assertThat(summary().path("requests").path("answered").asLong())
                .isEqualTo(summary().path("requests").path("scheduled").asLong());
    }

    private int run(String url, String options) {
        String line = "run --base-url " + url + " --output-dir " + folder.resolve("out") + " --quiet " + options;
        return command().execute(line.split(" "));
    }

    private CommandLine command() {
        CommandLine command = CommandLines.trafficGenerator();
        command.setErr(new PrintWriter(errors, true));
        return command;
    }

    private JsonNode summary() {
        return new ObjectMapper().readTree(folder.resolve("out").resolve("load_summary.json"));
    }

    private long histogramCount(String tag) throws IOException {
        byte[] log = Files.readAllBytes(folder.resolve("out").resolve("load_histograms.hlog"));
        long count = 0;
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log))) {
            while (reader.hasNext()) {
                var histogram = reader.nextIntervalHistogram();
                if (histogram != null && tag.equals(histogram.getTag())) {
                    count += ((org.HdrHistogram.Histogram) histogram).getTotalCount();
                }
            }
        }
        return count;
    }
}
