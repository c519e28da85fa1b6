package io.finops.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import io.finops.rehearsal.report.PrintedReport.Statement;
import io.finops.rehearsal.report.ReportedMonth.Span;
import io.finops.rehearsal.rig.MeasuredProcess;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The report of a simulated month, written by the program itself from a real Prometheus and a real alert-audit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportedMonthIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What counts rows, or is worked out from several of them. */
    private static final Set<String> COUNTED = Set.of("elasticity: Settled days with payments");

    @TempDir
    static Path folder;

    private MeasuredProcess prometheus;
    private PrintedReport report;
    private String page = "";

    @BeforeAll
    void theMonthIsReported() throws IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "the-audit's-token");
        Path data = blocks();
        int port = Ports.freePort();
        prometheus = MeasuredProcess.start(
                        List.of(
                                tool(Program.PROMETHEUS),
                                "--config.file=" + Files.writeString(folder.resolve("prometheus.yml"), "{}"),
                                "--storage.tsdb.path=" + data,
                                "--storage.tsdb.retention.time=10y",
                                "--web.listen-address=127.0.0.1:" + port),
                        Map.of(),
                        folder.resolve("prometheus.log"))
                .awaitHealthy(Probe.http(port, "/-/ready"), LIMIT);
        String url = "http://127.0.0.1:" + port;
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        try (Audit audit = Audit.holding(folder.resolve("audit"), ReportedMonth.trail(), token)) {
            write(url, audit, token, json, "--json");
            write(url, audit, token, html);
        }
        report = new PrintedReport(json, url);
        page = Files.readString(html);
    }

    private static Path blocks() throws IOException {
        Path samples = folder.resolve("month.om");
        try (Writer out = Files.newBufferedWriter(samples)) {
            ReportedMonth.write(out);
        }
        Path data = folder.resolve("data");
        Shell.Result result = Shell.run(
                LIMIT,
                List.of(
                        tool(Program.PROMTOOL),
                        "tsdb",
                        "create-blocks-from",
                        "--max-block-duration=486h",
                        "openmetrics",
                        samples.toString(),
                        data.toString()));
        assertThat(result.succeeded()).as(result.output()).isTrue();
        return data;
    }

    private static String tool(Program program) {
        return new Tools(Checkout.root().resolve(".stack/tools"), line -> {})
                .require(program)
                .toString();
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    @Test
    void whatWentWrongIsNamedFirstTheDearestBeforeTheOthers() {
        List<String> first =
                report.headlines().stream().limit(4).map(Statement::text).toList();

        assertThat(first)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("PaymentsOutage paged on 2026-09-15 13:00 UTC and lasted 12 min 10 s"),
                        line -> assertThat(line)
                                .startsWith("PaymentsServiceDown paged on 2026-09-24 02:00 UTC and lasted 25 min 50 s"),
                        line -> assertThat(line)
                                .startsWith("The release ")
                                .contains("of 2026-09-25 14:00 UTC made a payment dearer", "until the next release"),
                        line -> assertThat(line)
                                .startsWith("Anomaly in the bill")
                                .endsWith("more than expected on 2026-09-18."));
        assertThat(report.headlines().stream().limit(4))
                .extracting(line -> Double.parseDouble(
                        line.amounts().get(line.amounts().size() - 1).replace(",", "")))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page).containsSubsequence(first);
    }

    /** Prometheus has five days of the thirty before. */
    @Test
    void nothingIsComparedWithAPeriodThatWasSeenInPart() {
        assertThat(page).doesNotContain("against the 30 days before");
    }

    @Test
    void theMoneyIsWhatTheMonthLost() {
        double before =
                ReportedMonth.approved(new Span(ReportedMonth.REFUSED.from() - 3600, ReportedMonth.REFUSED.from()));
        assertThat(usd("PaymentsOutage"))
                .isCloseTo(before / 3600 * 12 * 60 * ReportedMonth.USD_A_PAYMENT, Percentage.withPercentage(15));
        double night = ReportedMonth.approved(new Span(ReportedMonth.DOWN.from() - 3600, ReportedMonth.DOWN.from()));
        assertThat(usd("PaymentsServiceDown"))
                .isCloseTo(night / 3600 * 26 * 60 * ReportedMonth.USD_A_PAYMENT, Percentage.withPercentage(15));
        assertThat(usd("The release 1.2"))
                .isCloseTo(
                        ReportedMonth.ADDED
                                * ReportedMonth.approved(Span.of("2026-09-25T14:00:00Z", "2026-09-28T08:00:00Z")),
                        Percentage.withPercentage(1));
        assertThat(usd("Anomaly")).isEqualTo(ReportedMonth.UNEXPECTED);
    }

    @Test
    void everyFigureIsFoundAgainByTheQueryBesideIt() {
        Map<String, JsonNode> figures = report.figures();

        assertThat(figures).hasSizeGreaterThan(15);
        figures.forEach((name, figure) -> {
            int footnote = figure.path("footnotes").path(0).asInt(0);
            if (!report.isOfAudit(footnote) && !COUNTED.contains(name)) {
                assertThat(report.ask(footnote))
                        .as("%s by %s", name, report.query(footnote))
                        .anyMatch(value ->
                                Math.abs(value - figure.path("value").asDouble(Double.NaN)) <= 1e-9 * Math.abs(value));
            }
        });
    }

    @Test
    void everyAmountInALineOrATableIsFoundAgain() {
        List<Statement> statements = new ArrayList<>(report.headlines());
        statements.addAll(report.cells());
        List<Statement> withAmounts =
                statements.stream().filter(one -> !one.amounts().isEmpty()).toList();

        assertThat(withAmounts).hasSizeGreaterThan(20);
        for (Statement statement : withAmounts) {
            assertThat(statement.amounts())
                    .as("%s by %s", statement.text(), statement.footnotes())
                    .allMatch(amount -> report.isFound(amount, statement.footnotes()));
        }
    }

    private double usd(String line) {
        Statement found = report.headlines().stream()
                .filter(one -> one.text().startsWith(line))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(
                found.amounts().get(found.amounts().size() - 1).replace(",", ""));
    }

    private static void write(String prometheus, Audit audit, Path token, Path out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-jar",
                jar("report"),
                "write",
                "--prometheus=" + prometheus,
                "--audit=" + audit.url(),
                "--audit-token-file=" + token,
                "--days=" + ReportedMonth.DAYS,
                "--until=" + ReportedMonth.END,
                "--out=" + out));
        command.addAll(List.of(more));
        Shell.Result result = Shell.run(LIMIT, command);
        assertThat(result.succeeded()).as(result.output()).isTrue();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar(String module) {
        Path jar = new StackHome(Path.of("").toAbsolutePath(), Checkout.root()).jar(module);
        assertThat(jar).as("packaged by mvn -Pafter-services verify").exists();
        return jar.toString();
    }

    /** alert-audit with a trail that it has written before. */
    private record Audit(MeasuredProcess process, String url) implements AutoCloseable {
        static Audit holding(Path data, String trail, Path token) throws IOException, InterruptedException {
            Files.writeString(Files.createDirectories(data).resolve("alerts.jsonl"), trail);
            int port = Ports.freePort();
            List<String> command = List.of(
                    java(),
                    "-jar",
                    jar("alert-audit"),
                    "--port=" + port,
                    "--data-dir=" + data,
                    "--token-file=" + token);
            return new Audit(
                    MeasuredProcess.start(command, Map.of(), data.resolveSibling("audit.log"))
                            .awaitHealthy(Probe.http(port, "/healthz"), LIMIT),
                    "http://127.0.0.1:" + port);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
