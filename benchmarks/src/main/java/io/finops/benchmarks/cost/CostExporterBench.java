package io.finops.benchmarks.cost;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.BenchContext;
import io.finops.benchmarks.BenchReport;
import io.finops.benchmarks.InServiceJar;
import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.plan.JvmOptions;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.Probe;
import io.finops.rehearsal.rig.MeasuredProcess;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The cost-exporter with 10,000 rows of the bill: what a page costs to build and to serve, beside the bare client library
 * in one process ({@code cost-exporter.jar bench}), and the service itself against the simulated Cost Explorer.
 */
public final class CostExporterBench implements Bench {
    private static final String EXPORTER = "cost-exporter";
    private static final String SIMULATORS = "simulators";
    private static final int ROWS = 10_000;
    private static final int TOP = 230; // publishes about 10,000 series
    private static final Duration START = Duration.ofMinutes(2);
    private static final double MEBIBYTE = 1048576;
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    private final HttpJson http = new HttpJson();

    @Override
    public String name() {
        return EXPORTER;
    }

    @Override
    public String summary() {
        return "10,000 rows of the bill: page, scrape, memory, idle CPU; beside the bare library";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("scrapes", "200", "idle-seconds", "30");
    }

    @Override
    public BenchReport run(BenchContext context) throws InterruptedException {
        JvmOptions jvm = new JvmOptions(System.getenv());
        context.progress().accept("building and serving pages in one process, beside the bare client library");
        JsonNode pages = inOneProcess(context, jvm);
        context.progress().accept("the service against the simulated Cost Explorer");
        CostReport report = new CostReport(pages, asService(context, jvm));
        return new BenchReport(report.lines(), report.fields());
    }

    private static JsonNode inOneProcess(BenchContext context, JvmOptions jvm) {
        Shell.Result result = Shell.run(
                Duration.ofMinutes(5),
                InServiceJar.command(
                        context.home().jar(EXPORTER),
                        context.home().jar("microbenchmarks"),
                        "io.finops.costexporter.bench.PageBench",
                        jvm.of(EXPORTER)));
        if (!result.succeeded()) {
            throw new StackException("the bench of the exporter's pages: " + result.lastLine());
        }
        return Json.MAPPER.readTree(result.lastLine());
    }

    private CostReport.Service asService(BenchContext context, JvmOptions jvm) throws InterruptedException {
        int simulators = Ports.freePort();
        int exporter = Ports.freePort();
        try (MeasuredProcess aws = MeasuredProcess.start(
                jvm.java(SIMULATORS, context.home().jar(SIMULATORS), "--port", String.valueOf(simulators)),
                Map.of(),
                context.scratch().resolve("simulators.log"))) {
            aws.awaitHealthy(Probe.http(simulators, "/health"), START);
            http.send(
                    "PUT",
                    "http://127.0.0.1:" + simulators + "/faults/ce-many-rows",
                    "{\"rows\":" + ROWS + "}",
                    Map.of());
            try (MeasuredProcess service = startExporter(context, jvm, simulators, exporter)) {
                service.awaitHealthy(Probe.http(exporter, "/actuator/health/readiness"), START);
                return measure(context, service, exporter);
            }
        }
    }

    private static MeasuredProcess startExporter(BenchContext context, JvmOptions jvm, int simulators, int port) {
        return MeasuredProcess.start(
                jvm.java(
                        EXPORTER,
                        context.home().jar(EXPORTER),
                        "--server.port=" + port,
                        "--cost-exporter.aws.endpoint=http://127.0.0.1:" + simulators,
                        "--cost-exporter.views[0].name=service",
                        "--cost-exporter.views[0].group-by=service",
                        "--cost-exporter.views[0].top=" + TOP,
                        "--cost-exporter.state-dir=" + context.scratch().resolve("state")),
                Map.of(
                        "AWS_ACCESS_KEY_ID", "simulated",
                        "AWS_SECRET_ACCESS_KEY", "simulated",
                        "AWS_REGION", "us-east-1"),
                context.scratch().resolve("cost-exporter.log"));
    }

    private CostReport.Service measure(BenchContext context, MeasuredProcess service, int port)
            throws InterruptedException {
        ServiceScrapes scrapes = new ServiceScrapes(port, context.number("scrapes"));
        Map<String, CostReport.Scrapes> measured = Map.of(
                "text", scrapes.measure("text/plain", false),
                "openmetrics", scrapes.measure(OPEN_METRICS, false),
                "text_gzip", scrapes.measure("text/plain", true),
                "openmetrics_gzip", scrapes.measure(OPEN_METRICS, true));
        String page = http.send("GET", "http://127.0.0.1:" + port + "/metrics", "", Map.of())
                .body();
        int seconds = context.number("idle-seconds");
        context.progress().accept("the service left alone for " + seconds + " s");
        double cpu = service.cpuSeconds();
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        double idle = service.cpuSeconds() - cpu;
        return new CostReport.Service(
                page.lines().filter(line -> !line.startsWith("#")).count(),
                measured,
                100 * idle / seconds,
                service.residentBytes() / MEBIBYTE,
                service.peakResidentBytes() / MEBIBYTE);
    }
}
