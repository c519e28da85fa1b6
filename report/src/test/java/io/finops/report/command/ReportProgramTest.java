package io.finops.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.StubServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportProgramTest {
    /** Nobody listens on the discard port. */
    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private Map<String, String> environment = Map.of();
    private Path token = Path.of("");

    @BeforeEach
    void token() throws IOException {
        token = Files.writeString(folder.resolve("token"), StubServers.TOKEN + "\n");
    }

    @Test
    void aPrometheusThatIsDownIsOneLineAndNoFile() {
        assertThat(write(NOBODY, NOBODY)).isEqualTo(1);
        assertThat(errors).hasToString("report: Prometheus at " + NOBODY + " does not answer\n");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void anAuditThatIsDownIsOneLineToo() throws IOException {
        try (StubServers stub = new StubServers()) {
            assertThat(write(stub.url(), NOBODY)).isEqualTo(1);
        }
        assertThat(errors).hasToString("report: alert-audit at " + NOBODY + " does not answer\n");
    }

    @Test
    void aWrongTokenAMissingTokenAndAnAddressThatIsNoneAreNamed() throws IOException {
        try (StubServers stub = new StubServers()) {
            Files.writeString(token, "another");
            assertThat(write(stub.url(), stub.url())).isEqualTo(1);
            token = folder.resolve("missing");
            assertThat(write(stub.url(), stub.url())).isEqualTo(1);
            assertThat(write("localhost:9090", stub.url())).isEqualTo(1);
            assertThat(errors.toString().lines())
                    .containsExactly(
                            "report: alert-audit at " + stub.url() + " refuses the token",
                            "report: cannot read the audit's token from " + token,
                            "report: Prometheus has no address of the form http://HOST:PORT: localhost:9090");
        }
    }

    @Test
    void wrongOptionsAreOneLineWithExitCode2() {
        assertThat(write(NOBODY, NOBODY, "--days=0")).isEqualTo(2);
        assertThat(write(NOBODY, NOBODY, "--days=36")).isEqualTo(2);
        assertThat(write(NOBODY, NOBODY, "--days=week")).isEqualTo(2);
        assertThat(write(NOBODY, NOBODY, "--weeks=1")).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("report: "));
    }

    @Test
    void anEmptyPrometheusGivesAReportThatSaysSo() throws IOException {
        try (StubServers stub = new StubServers()) {
            assertThat(write(stub.url(), stub.url())).isZero();
        }
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("Prometheus has no payments of this period");
        assertThat(errors).hasToString("");
    }

    @Test
    void theJsonHasTheSameFiguresWithTheirQueries() throws IOException {
        try (StubServers stub = new StubServers()) {
            stub.answer("finops:", "", 42);
            assertThat(write(stub.url(), stub.url(), "--json")).isZero();
        }
        JsonNode report = JsonMapper.shared().readTree(Files.readString(folder.resolve("report.html")));
        JsonNode revenue = report.path("sections").path(0).path("figures").path(0);
        assertThat(revenue.path("label").asString("")).isEqualTo("Revenue");
        assertThat(revenue.path("value").asDouble(0)).isEqualTo(42);
        assertThat(revenue.path("text").asString("")).isEqualTo("USD 42.00");
        JsonNode question =
                report.path("questions").path(revenue.path("footnotes").path(0).asInt(0) - 1);
        assertThat(question.path("query").asString("")).contains("finops:revenue_usd:rate5m");
        assertThat(report.toString()).doesNotContain("<svg");
    }

    @Test
    void itIsSentWhereTheEnvironmentSaysAndWhoCannotBeReachedIsOneLine() throws IOException {
        try (StubServers stub = new StubServers()) {
            environment = Map.of("REPORT_SLACK_WEBHOOK_URL", stub.url() + "/no-such-hook");
            assertThat(write(stub.url(), stub.url())).isEqualTo(3);
            assertThat(errors).hasToString("report: not sent to Slack: Slack answers 404\n");
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
        }
    }

    @Test
    void jsonIsForProgramsAndSentToNobody() throws IOException {
        try (StubServers stub = new StubServers()) {
            environment = Map.of("REPORT_SLACK_WEBHOOK_URL", stub.url() + "/no-such-hook");
            assertThat(write(stub.url(), stub.url(), "--json")).isZero();
        }
    }

    @Test
    void aWrongSettingIsOneLineBeforeAnythingIsRead() {
        environment = Map.of("REPORT_MAIL_TO", "cfo@example.com");
        assertThat(write(NOBODY, NOBODY)).isEqualTo(2);
        assertThat(errors).hasToString("report: REPORT_MAIL_TO is set, and REPORT_MAIL_FROM is not\n");
    }

    @Test
    void daysThatArePastEndWhenTheyEnded() throws IOException {
        try (StubServers stub = new StubServers()) {
            assertThat(write(stub.url(), stub.url(), "--days=30", "--until=2026-11-01T00:00:00Z"))
                    .isZero();
        }
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("2026-10-02 00:00 to 2026-11-01 00:00 UTC");
    }

    private int write(String prometheus, String audit, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "write",
                "--prometheus=" + prometheus,
                "--audit=" + audit,
                "--audit-token-file=" + token,
                "--out=" + folder.resolve("report.html")));
        arguments.addAll(List.of(more));
        CommandLine commandLine = ReportProgram.commandLine(environment);
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }
}
