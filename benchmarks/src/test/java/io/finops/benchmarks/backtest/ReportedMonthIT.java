package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.benchmarks.backtest.PrintedReport.Statement;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.Probe;
import io.finops.rehearsal.rig.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String TOKEN = "the-audit's-token";

    /** What a report asks only of releases and incidents that it has found. */
    private static final String ASKED_LATER = "finops:release_cost_rise:certain + finops:release_cost_rise:ratio"
            + " + finops:release_added_cost_usd:per_transaction + finops:release_cost_usd:judged + finops:release_cost_usd:before"
            + " + finops:release_approved:judged + finops:release_approved:before + finops:release_cost_rise:uncertainty"
            + " + transactions_total + app_requests_processing_seconds_count + app_requests_processing_seconds_bucket"
            + " + slo:error_budget:ratio";

    /** What counts rows, or is worked out from several of them. */
    private static final Set<String> COUNTED = Set.of("elasticity: Settled days with payments");

    @TempDir
    static Path folder;

    private HistoryServer prometheus;
    private PrintedReport report;
    private String page = "";

    @BeforeAll
    void theMonthIsReported() throws IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        ReportedMonth month = new ReportedMonth(folder);
        List<String> queries = new ArrayList<>(List.of(ASKED_LATER));
        Path json = folder.resolve("report.json");
        try (HistoryServer nothing = month.empty();
                Audit audit = Audit.holding(folder.resolve("empty-audit"), "", token)) {
            write(nothing, audit, token, json, "--json");
            queries.addAll(new PrintedReport(json, nothing.url()).queries());
        }
        prometheus = month.holding(queries);
        try (Audit audit = Audit.holding(folder.resolve("audit"), ReportedMonth.trail(), token)) {
            write(prometheus, audit, token, json, "--json");
            Path html = folder.resolve("report.html");
            write(prometheus, audit, token, html);
            page = Files.readString(html);
        }
        report = new PrintedReport(json, prometheus.url());
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
                                .startsWith("PaymentsServiceDown paged on 2026-09-24 02:00 UTC and lasted 24 min 50 s"),
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

    @Test
    void theMoneyIsWhatTheMonthLost() {
        // Ten payments a second around one in the afternoon, one and a half at two at night, of USD 74, less declines.
        assertThat(usd("PaymentsOutage")).isBetween(300_000.0, 600_000.0);
        assertThat(usd("PaymentsServiceDown")).isBetween(80_000.0, 200_000.0);
        // 60 % of a bill of USD 800 a day computes; three times the processor time for 66 hours.
        assertThat(usd("The release")).isBetween(1_000.0, 4_000.0);
        assertThat(usd("Anomaly")).isBetween(900.0, 1_500.0);
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

    private static void write(HistoryServer prometheus, Audit audit, Path token, Path out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-jar",
                jar("report"),
                "write",
                "--prometheus=" + prometheus.url(),
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
