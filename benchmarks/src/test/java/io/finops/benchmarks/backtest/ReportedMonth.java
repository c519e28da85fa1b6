package io.finops.benchmarks.backtest;

import io.finops.localstack.Json;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A month in which two outages, one costly release and one anomaly of the bill happen: what is scraped is simulated, what is recorded of it are the real rules' results. */
final class ReportedMonth {
    static final int DAYS = 30;
    static final Instant END = Backtest.START.plus(Duration.ofDays(DAYS + 2));

    /** A rate over a minute needs two scrapes; one block must not be longer than the days that a calibration of prices looks back. */
    private static final Resolution RESOLUTION = new Resolution("30 s", 30, 162, 24, Duration.ofMinutes(5));

    /** By service of the bill; the first is where anomalies are. */
    private static final Map<String, Double> SHARES = new TreeMap<>(Map.of(
            "Amazon Elastic Compute Cloud - Compute",
            0.6,
            "Amazon Relational Database Service",
            0.25,
            "Amazon Simple Storage Service",
            0.15));

    private static final String ROW =
            "{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\",view=\"service\",job=\"cost-exporter\"";

    /** An alert that the month is known to have raised. */
    record Raised(String alert, String severity, String summary, Instant from, Instant to) {}

    static final List<Raised> RAISED = List.of(
            new Raised(
                    "PaymentsOutage",
                    "critical",
                    "Almost no payment succeeds",
                    Instant.parse("2026-09-15T13:00:10Z"),
                    Instant.parse("2026-09-15T13:12:20Z")),
            new Raised(
                    "PaymentsServiceDown",
                    "critical",
                    "The payments service is down",
                    Instant.parse("2026-09-24T02:00:15Z"),
                    Instant.parse("2026-09-24T02:25:05Z")),
            new Raised(
                    "CostPerPaymentRose",
                    "warning",
                    "A release made payments dearer",
                    Instant.parse("2026-09-25T14:03:00Z"),
                    Instant.parse("2026-09-26T14:00:00Z")),
            new Raised(
                    "CostAnomaly",
                    "warning",
                    "A part of the cloud bill costs more than expected",
                    Instant.parse("2026-09-21T06:00:00Z"),
                    Instant.parse("2026-09-22T06:00:00Z")));

    private static final List<Incident> WRONG = List.of(
            wrong("the gateway refuses", "2026-09-15T13:00:00Z", Duration.ofMinutes(12), c -> c.serverErrors = 1),
            wrong("the service is down", "2026-09-24T02:00:00Z", Duration.ofMinutes(25), c -> c.serviceDown = true),
            wrong("a day costs too much", "2026-09-18T00:00:00Z", Duration.ofDays(1), c -> c.spend = 2.5),
            wrong("a release burns processors", "2026-09-25T14:00:00Z", Duration.ofHours(66), c -> c.dearer = 3));

    private final Path folder;
    private final Path prometheus;
    private final Path promtool;

    ReportedMonth(Path folder) {
        Tools tools = new Tools(Checkout.root().resolve(".stack/tools"), line -> {});
        this.folder = folder;
        this.prometheus = tools.require(Program.PROMETHEUS);
        this.promtool = tools.require(Program.PROMTOOL);
    }

    private static Incident wrong(String name, String start, Duration lasts, Consumer<Conditions> effect) {
        return new Incident(name, Instant.parse(start), lasts, Duration.ZERO, List.of(), effect);
    }

    /** A server that has nothing. */
    HistoryServer empty() throws IOException, InterruptedException {
        return serve(Files.createDirectories(folder.resolve("nothing")));
    }

    /** A server that has what these queries rest on. */
    HistoryServer holding(List<String> queries) throws IOException, InterruptedException {
        RuleBook book = new Backtest(prometheus, promtool, folder, line -> {})
                .read(Checkout.root().resolve("prometheus/rules"));
        Promtool blocks = new Promtool(promtool);
        List<Rule> readers = queries.stream()
                .map(query -> new Rule(
                        "report", Duration.ZERO, true, "report", query, Duration.ZERO, Duration.ZERO, Map.of()))
                .toList();
        Scenario scenario = new Scenario(
                "month", 42, Backtest.START, Duration.ZERO, Duration.between(Backtest.START, END), WRONG, List.of());
        Path data = Files.createDirectories(folder.resolve("data"));
        HistoryFiles files =
                new HistoryFiles(folder.resolve("scraped"), RESOLUTION.blockSeconds(), book.words(readers));
        try (files) {
            play(scenario, files);
        }
        for (Path file : files.files()) {
            blocks.load(file, RESOLUTION.blockHours(), data);
        }
        new Replay(book, RESOLUTION, prometheus, blocks, data, line -> {})
                .run(readers, List.of(scenario.whole()), List.of(), List.of());
        return serve(data);
    }

    private static void play(Scenario scenario, HistoryFiles files) throws IOException {
        PaymentWorld payments = new PaymentWorld(new Chance(scenario.seed()), scenario.start());
        BillWorld bill = new BillWorld(new Chance(scenario.seed() + 1), scenario.seed());
        for (long time = scenario.whole().from(); time <= scenario.whole().to(); time += PaymentWorld.TICK) {
            Conditions now = scenario.at(time);
            payments.tick(time, now);
            bill.tick(time, now);
            if (time % RESOLUTION.step() == 0) {
                SampleSink sink = files.at(time);
                payments.expose(time, sink, now);
                bill.expose(new ByService(sink), now);
            }
        }
    }

    private HistoryServer serve(Path data) throws IOException, InterruptedException {
        Path configuration = HistoryServer.configure(folder.resolve("server"), List.of());
        return HistoryServer.start(prometheus, configuration, data, RESOLUTION.lookback());
    }

    /** What alert-audit would have on disk of it. */
    static String trail() {
        return RAISED.stream()
                        .flatMap(raised ->
                                List.of(line(raised, "firing", raised.from()), line(raised, "resolved", raised.to()))
                                        .stream())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String line(Raised raised, String status, Instant at) {
        Map<String, Object> entry = new TreeMap<>(Map.of(
                "receivedAt",
                at.plusSeconds(1).toString(),
                "alertname",
                raised.alert,
                "status",
                status,
                "severity",
                raised.severity,
                "service",
                "payments-service",
                "startsAt",
                raised.from.toString(),
                "fingerprint",
                Integer.toHexString(raised.alert.hashCode()),
                "annotations",
                Map.of("summary", raised.summary),
                "receiver",
                "audit"));
        entry.putAll(Map.of(
                "labels",
                Map.of("alertname", raised.alert, "severity", raised.severity),
                "channels",
                List.of(),
                "groupKey",
                "{}",
                "notification",
                raised.alert + status,
                "position",
                0));
        if (status.equals("resolved")) {
            entry.put("endsAt", raised.to.toString());
        }
        return Json.MAPPER.writeValueAsString(entry);
    }

    /** The same bill with what the back-test has no need of: rows by service, which days are settled, and the day of an anomaly. */
    private static final class ByService implements SampleSink {
        private final SampleSink out;
        private LocalDate settled = LocalDate.EPOCH;

        ByService(SampleSink out) {
            this.out = out;
        }

        @Override
        public void sample(String series, double value) throws IOException {
            String name = series.substring(0, series.indexOf('{'));
            switch (name) {
                case "cloud_bill_settled_day_start_timestamp_seconds" -> {
                    settled = Instant.ofEpochSecond((long) value)
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate();
                    out.sample("cloud_cost_settled_day_start_timestamp_seconds" + ROW + "}", value);
                }
                case "cloud_bill_settled_day_amount" -> {
                    for (Map.Entry<String, Double> row : SHARES.entrySet()) {
                        out.sample(
                                "cloud_cost_settled_day_amount" + ROW + ",cost_service=\"" + row.getKey() + "\"}",
                                row.getValue() * value);
                    }
                }
                case "cloud_bill_daily_amount" -> {
                    String day = series.replaceFirst(".*period_start=\"([^\"]+)\".*", "$1");
                    out.sample(
                            "cloud_bill_daily_settled{provider=\"aws\",job=\"cost-exporter\",period_start=\"" + day
                                    + "\"}",
                            LocalDate.parse(day).isAfter(settled) ? 0 : 1);
                }
                default -> {}
            }
            out.sample(
                    name.equals("cloud_cost_anomaly_impact_amount")
                            ? series.replace("}", ",period_start=\"" + settled + "\"}")
                            : series,
                    value);
        }
    }
}
