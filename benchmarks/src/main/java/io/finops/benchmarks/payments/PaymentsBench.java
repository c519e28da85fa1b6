package io.finops.benchmarks.payments;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.BenchContext;
import io.finops.benchmarks.BenchReport;
import io.finops.benchmarks.traffic.Generator;
import io.finops.localstack.StackException;
import io.finops.localstack.plan.JvmOptions;
import io.finops.rehearsal.rig.PaymentsRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures, in alternating rounds on one machine: (a) the bare ledger, (b) the service over HTTP with a gateway of zero
 * latency, (c) the same without metrics, tracing and logging; (b) with a collector of traces that refuses, that hangs,
 * and with none at all; and (b) while it is profiled. With {@code --agent}, also with OpenTelemetry's Java agent in place of the service's own
 * instrumentation.
 */
public final class PaymentsBench implements Bench {
    /** The bare ledger compiles little code. */
    private static final int LEDGER_WARM_UP_ROUNDS = 2;

    private static final String NO_TRACING =
            "--spring.autoconfigure.exclude=org.springframework.boot.micrometer.tracing.opentelemetry"
                    + ".autoconfigure.OpenTelemetryTracingAutoConfiguration";
    private static final String NO_METRICS = "--management.metrics.enable.all=false";

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public String summary() {
        return "payments per second: bare ledger, service, without telemetry, with a dead collector, profiled";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rounds", "5");
        options.put("seconds", "7");
        options.put("warm-up", "45");
        options.put("connections", "16");
        options.put("agent", "");
        return options;
    }

    @Override
    public BenchReport run(BenchContext context) throws InterruptedException {
        int seconds = context.number("seconds");
        int connections = context.number("connections");
        try (TraceCollectors collectors = new TraceCollectors()) {
            String sampling = "--management.tracing.sampling.probability=0.1";
            List<ServiceVariant> variants = new ArrayList<>(List.of(
                    new ServiceVariant("service", sampling, collectors.taking()),
                    new ServiceVariant("no_telemetry", NO_TRACING, NO_METRICS, "--logging.level.root=OFF"),
                    new ServiceVariant("collector_refuses", sampling, collectors.refusing()),
                    new ServiceVariant("collector_hangs", sampling, collectors.hanging()),
                    new ServiceVariant("collector_absent", sampling),
                    new ServiceVariant(
                            "profiled",
                            sampling,
                            collectors.taking(),
                            "PYROSCOPE_SERVER_ADDRESS=" + collectors.takingBase())));
            String agent = context.options().getOrDefault("agent", "");
            if (!agent.isEmpty()) {
                variants.add(withAgent(agent, collectors));
            }
            Generator generator = Generator.ofShortRounds(context.home().jar("traffic-generator"), System.getenv());
            context.progress()
                    .accept("starting PostgreSQL, the gateway simulator and " + variants.size() + " services");
            long start = System.nanoTime();
            try (PaymentsRig rig = new PaymentsRig(
                            context.home(),
                            context.scratch(),
                            "zero",
                            variants.stream().map(variant -> variant.options).toList(),
                            new JvmOptions(System.getenv()));
                    BareLedgerProcess ledger = new BareLedgerProcess(context.home(), rig, connections, seconds)) {
                PaymentLoad load = new PaymentLoad(generator, rig.apiKey(), context.scratch());
                warmUp(context, rig, load, ledger, variants);
                List<PaymentLoad.Result> bare = new ArrayList<>();
                for (int round = 1; round <= context.number("rounds"); round++) {
                    round(rig, load, ledger, variants, bare, connections, seconds, round);
                    tell(context, round, bare, variants);
                }
                double half = Medians.of(variants.get(0).rates()) / 2;
                List<PaymentLoad.Result> paced = new ArrayList<>();
                for (int round = 1; round <= context.number("rounds"); round++) {
                    paced.add(load.round(rig.serviceUrls().get(0), connections * 2, seconds, half));
                }
                return report(rig, bare, variants, half, paced, Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    /** Traces and metrics come from OpenTelemetry's Java agent in place of ours; the log stays. */
    private static ServiceVariant withAgent(String agent, TraceCollectors collectors) {
        if (!Files.isRegularFile(Path.of(agent))) {
            throw new StackException("--agent is not a file: " + agent);
        }
        return new ServiceVariant(
                "java_agent",
                NO_TRACING,
                NO_METRICS,
                "-javaagent:" + agent,
                "-Dotel.service.name=payments-service",
                "-Dotel.exporter.otlp.endpoint=" + collectors.takingBase(),
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.logs.exporter=none",
                "-Dotel.traces.sampler=parentbased_traceidratio",
                "-Dotel.traces.sampler.arg=0.1");
    }

    private static void warmUp(
            BenchContext context,
            PaymentsRig rig,
            PaymentLoad load,
            BareLedgerProcess ledger,
            List<ServiceVariant> variants) {
        for (int round = 0; round < LEDGER_WARM_UP_ROUNDS; round++) {
            ledger.round();
        }
        for (int service = 0; service < variants.size(); service++) {
            PaymentLoad.Result result = load.round(
                    rig.serviceUrls().get(service), context.number("connections"), context.number("warm-up"), 0);
            context.progress().accept(String.format("warm-up: %s %.0f/s", variants.get(service).name, result.rate()));
        }
    }

    /** Each round begins with another one, so that none is always the one after a checkpoint or a quiet moment. */
    private static void round(
            PaymentsRig rig,
            PaymentLoad load,
            BareLedgerProcess ledger,
            List<ServiceVariant> variants,
            List<PaymentLoad.Result> bare,
            int connections,
            int seconds,
            int round) {
        int participants = variants.size() + 1;
        for (int i = 0; i < participants; i++) {
            int next = (round - 1 + i) % participants;
            if (next == 0) {
                bare.add(ledger.round());
            } else {
                variants.get(next - 1).measure(rig, load, next - 1, connections, seconds);
            }
        }
    }

    private static void tell(
            BenchContext context, int round, List<PaymentLoad.Result> bare, List<ServiceVariant> variants) {
        StringBuilder line = new StringBuilder(String.format(
                "round %d: ledger %.0f/s", round, bare.get(bare.size() - 1).rate()));
        variants.forEach(variant -> line.append(String.format(", %s %.0f/s", variant.name, variant.lastRate())));
        context.progress().accept(line.toString());
    }

    private static BenchReport report(
            PaymentsRig rig,
            List<PaymentLoad.Result> bare,
            List<ServiceVariant> variants,
            double half,
            List<PaymentLoad.Result> paced,
            Duration ran) {
        ServiceVariant service = variants.get(0);
        ServiceVariant silent = variants.get(1);
        List<Double> ledgerRates = bare.stream().map(PaymentLoad.Result::rate).toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bench", "payments");
        fields.put("rounds", bare.size());
        fields.put("ledger_rate", Medians.rounded(Medians.of(ledgerRates)));
        fields.put(
                "ledger_p50_ms",
                Medians.rounded(Medians.of(
                        bare.stream().map(PaymentLoad.Result::p50Millis).toList())));
        fields.put(
                "ledger_p99_ms",
                Medians.rounded(Medians.of(
                        bare.stream().map(PaymentLoad.Result::p99Millis).toList())));
        service.putFigures(fields);
        silent.putFigures(fields);
        fields.put("rate_service_to_ledger", Medians.rounded(Medians.ofRatios(service.rates(), ledgerRates)));
        fields.put("rate_service_to_no_telemetry", Medians.rounded(Medians.ofRatios(service.rates(), silent.rates())));
        fields.put(
                "cpu_service_to_no_telemetry",
                Medians.rounded(Medians.ofRatios(service.cpuSecondsPerThousand(), silent.cpuSecondsPerThousand())));
        fields.put("half_rate", Medians.rounded(half));
        List<Double> pacedP99 = paced.stream()
                .map(PaymentLoad.Result::p99Millis)
                .map(Medians::rounded)
                .toList();
        fields.put(
                "half_rate_p50_ms",
                Medians.rounded(Medians.of(
                        paced.stream().map(PaymentLoad.Result::p50Millis).toList())));
        fields.put("half_rate_p99_ms", Medians.of(pacedP99));
        fields.put("half_rate_p99_ms_of_each_round", pacedP99);
        fields.put("service_peak_resident_mib", rig.service(0).peakResidentBytes() >> 20);
        for (int i = 2; i < variants.size(); i++) {
            ServiceVariant variant = variants.get(i);
            fields.put(variant.name + "_payments", variant.payments());
            fields.put(
                    "rate_" + variant.name + "_to_service",
                    Medians.rounded(Medians.ofRatios(variant.rates(), service.rates())));
            fields.put(
                    "cpu_" + variant.name + "_to_service",
                    Medians.rounded(
                            Medians.ofRatios(variant.cpuSecondsPerThousand(), service.cpuSecondsPerThousand())));
            fields.put(variant.name + "_log_lines_a_minute", Medians.rounded(ServiceVariant.linesAMinute(rig, i, ran)));
            fields.put(variant.name + "_peak_resident_mib", rig.service(i).peakResidentBytes() >> 20);
        }
        return new BenchReport(
                fields.entrySet().stream()
                        .map(field -> String.format("%-40s %s", field.getKey(), field.getValue()))
                        .toList(),
                fields);
    }
}
