package io.finops.benchmarks.payments;

import io.finops.localstack.StackException;
import io.finops.rehearsal.rig.PaymentsRig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One way to run the service in the bench, and what its rounds came to. Not thread-safe. */
final class ServiceVariant {
    /** How the log lines begin that are about a collector of traces. */
    private static final String ABOUT_TRACES = "\"logger_name\":\"io.opentelemetry";

    /** One merchant sends all of it. */
    static final String NO_LIMIT = "--payments.admission.merchant-requests-per-second=1000000";

    final String name;
    final List<String> options;
    private final List<PaymentLoad.Result> rounds = new ArrayList<>();
    private final List<Double> cpuSecondsPerThousand = new ArrayList<>();

    ServiceVariant(String name, String... options) {
        this.name = name;
        this.options = Stream.concat(Stream.of(NO_LIMIT), Stream.of(options)).toList();
    }

    /** A round of the rig's service with this number. Ends the bench when any payment is not answered 201. */
    void measure(PaymentsRig rig, PaymentLoad load, int service, int connections, int seconds) {
        double before = rig.service(service).cpuSeconds();
        PaymentLoad.Result result = load.round(rig.serviceUrls().get(service), connections, seconds, 0);
        rounds.add(result);
        cpuSecondsPerThousand.add((rig.service(service).cpuSeconds() - before) * 1000 / result.payments());
    }

    List<Double> rates() {
        return rounds.stream().map(PaymentLoad.Result::rate).toList();
    }

    List<Double> cpuSecondsPerThousand() {
        return List.copyOf(cpuSecondsPerThousand);
    }

    double lastRate() {
        return rounds.get(rounds.size() - 1).rate();
    }

    long payments() {
        return rounds.stream().mapToLong(PaymentLoad.Result::payments).sum();
    }

    void putFigures(Map<String, Object> fields) {
        fields.put(name + "_rate", Medians.rounded(Medians.of(rates())));
        fields.put(
                name + "_p50_ms",
                Medians.rounded(Medians.of(
                        rounds.stream().map(PaymentLoad.Result::p50Millis).toList())));
        fields.put(
                name + "_p99_ms",
                Medians.rounded(Medians.of(
                        rounds.stream().map(PaymentLoad.Result::p99Millis).toList())));
        fields.put(name + "_cpu_seconds_per_1000", Medians.rounded(Medians.of(cpuSecondsPerThousand)));
    }

    /** What the service had to say about its collector, in lines a minute since it was started. */
    static double linesAMinute(PaymentsRig rig, int service, Duration since) {
        try (Stream<String> lines = Files.lines(rig.serviceLog(service))) {
            return lines.filter(line -> line.contains(ABOUT_TRACES)).count() * 60_000.0 / since.toMillis();
        } catch (IOException e) {
            throw new StackException("cannot read " + rig.serviceLog(service) + ": " + e, e);
        }
    }
}
