package io.finops.localstack.payments;

import com.sun.net.httpserver.HttpServer;
import io.finops.localstack.StackException;
import io.finops.localstack.bench.Bench;
import io.finops.localstack.bench.BenchContext;
import io.finops.localstack.bench.BenchReport;
import io.finops.localstack.plan.JvmOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures, in alternating rounds on one machine: (a) the bare ledger, (b) the service over HTTP with a gateway of zero
 * latency, (c) the same without metrics, tracing and logging.
 */
public final class PaymentsBench implements Bench {
    private static final int WARM_UP_ROUNDS = 2;

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public String summary() {
        return "payments per second: bare ledger, service, service without telemetry";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rounds", "5");
        options.put("seconds", "10");
        options.put("connections", "16");
        return options;
    }

    /** One round of one variant. */
    private record Measured(LoadRound.Result result, double cpuSecondsPerThousand) {}

    @Override
    public BenchReport run(BenchContext context) throws InterruptedException {
        int seconds = context.number("seconds");
        int connections = context.number("connections");
        HttpServer collector = collector();
        List<String> full = List.of(
                "--management.tracing.sampling.probability=0.1",
                "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + collector.getAddress().getPort() + "/v1/traces");
        List<String> bare = List.of(
                "--management.tracing.sampling.probability=0",
                "--management.metrics.enable.all=false",
                "--logging.level.root=OFF");
        context.progress().accept("starting PostgreSQL, the gateway simulator and two services");
        try (PaymentsRig rig = new PaymentsRig(
                        context.home(),
                        context.scratch(),
                        "zero",
                        List.of(full, bare),
                        new JvmOptions(System.getenv()));
                BareLedgerProcess ledger =
                        new BareLedgerProcess(context.home().jar("payments-service"), rig, connections, seconds)) {
            List<LoadRound.Result> a = new ArrayList<>();
            List<Measured> b = new ArrayList<>();
            List<Measured> c = new ArrayList<>();
            for (int round = 1 - WARM_UP_ROUNDS; round <= context.number("rounds"); round++) {
                LoadRound.Result bareLedger = ledger.round();
                Measured service = measure(rig, 0, connections, seconds);
                Measured silent = measure(rig, 1, connections, seconds);
                context.progress()
                        .accept(String.format(
                                "%s a %.0f/s, b %.0f/s, c %.0f/s",
                                round < 1 ? "warm-up:" : "round " + round + ":",
                                bareLedger.rate(),
                                service.result().rate(),
                                silent.result().rate()));
                if (round >= 1) {
                    a.add(bareLedger);
                    b.add(service);
                    c.add(silent);
                }
            }
            double half = median(b, m -> m.result().rate()) / 2;
            LoadRound.Result paced =
                    new LoadRound(rig.serviceUrls().get(0), rig.apiKey(), connections * 2, seconds, half).run();
            return report(a, b, c, half, paced, rig.service(0).peakResidentBytes());
        } finally {
            collector.stop(0);
        }
    }

    private static Measured measure(PaymentsRig rig, int service, int connections, int seconds)
            throws InterruptedException {
        double before = rig.service(service).cpuSeconds();
        LoadRound.Result result =
                new LoadRound(rig.serviceUrls().get(service), rig.apiKey(), connections, seconds, 0).run();
        double used = rig.service(service).cpuSeconds() - before;
        return new Measured(result, used * 1000 / result.payments());
    }

    private static BenchReport report(
            List<LoadRound.Result> a,
            List<Measured> b,
            List<Measured> c,
            double half,
            LoadRound.Result paced,
            long peakBytes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bench", "payments");
        fields.put("rounds", a.size());
        fields.put("ledger_rate", round(median(a, LoadRound.Result::rate)));
        fields.put("ledger_p50_ms", round(median(a, LoadRound.Result::p50Millis)));
        fields.put("ledger_p99_ms", round(median(a, LoadRound.Result::p99Millis)));
        put(fields, "service", b);
        put(fields, "no_telemetry", c);
        fields.put(
                "rate_service_to_ledger",
                round(ratio(rates(b), a.stream().map(LoadRound.Result::rate).toList())));
        fields.put("rate_service_to_no_telemetry", round(ratio(rates(b), rates(c))));
        fields.put("cpu_service_to_no_telemetry", round(ratio(cpu(b), cpu(c))));
        fields.put("half_rate", round(half));
        fields.put("half_rate_p50_ms", round(paced.p50Millis()));
        fields.put("half_rate_p99_ms", round(paced.p99Millis()));
        fields.put("service_peak_resident_mib", peakBytes >> 20);
        return new BenchReport(
                fields.entrySet().stream()
                        .map(field -> String.format("%-34s %s", field.getKey(), field.getValue()))
                        .toList(),
                fields);
    }

    private static void put(Map<String, Object> fields, String name, List<Measured> rounds) {
        fields.put(name + "_rate", round(median(rounds, m -> m.result().rate())));
        fields.put(name + "_p50_ms", round(median(rounds, m -> m.result().p50Millis())));
        fields.put(name + "_p99_ms", round(median(rounds, m -> m.result().p99Millis())));
        fields.put(name + "_cpu_seconds_per_1000", round(median(rounds, Measured::cpuSecondsPerThousand)));
    }

    private static List<Double> rates(List<Measured> rounds) {
        return rounds.stream().map(m -> m.result().rate()).toList();
    }

    private static List<Double> cpu(List<Measured> rounds) {
        return rounds.stream().map(Measured::cpuSecondsPerThousand).toList();
    }

    /** The median of the rounds' ratios: rounds stand beside each other in time, so that a noisy minute hits both. */
    private static double ratio(List<Double> over, List<Double> under) {
        double[] ratios = new double[over.size()];
        Arrays.setAll(ratios, i -> over.get(i) / under.get(i));
        return median(ratios);
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double round(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }

    /** Takes traces and forgets them. */
    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new StackException("no free port: " + e, e);
        }
    }
}
