package io.finops.benchmarks.payments;

import io.finops.benchmarks.traffic.Generator;
import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Rounds of load on a service, sent by the traffic generator: payments in one currency, without duplicates, declined
 * methods or fraud. Latencies of a paced round count from the intended time of sending.
 *
 * @param scratch for the generator's files
 */
record PaymentLoad(Generator generator, String apiKey, Path scratch) {
    private static final Duration BEYOND_THE_ROUND = Duration.ofMinutes(2);
    /** Of the generator; the last one says that it was late itself, which latencies from the intended time contain. */
    private static final List<Integer> MEASURED = List.of(0, 5);

    private static final List<String> ONLY_PAYMENTS =
            List.of("--currencies", "USD:1", "--duplicates", "0", "--declines", "0", "--fraud", "0", "--retries", "0");

    /** What a round came to. */
    record Result(long payments, double rate, double p50Millis, double p99Millis) {}

    /**
     * One round. Throws when a payment was answered, and not with 201.
     *
     * @param ratePerSecond payments per second; 0 for as many as the connections can
     */
    Result round(String url, int connections, int seconds, double ratePerSecond) {
        Shell.Result ran = send(url, connections, seconds, ratePerSecond);
        JsonNode summary = Generator.summary(ran.output(), scratch);
        for (Map.Entry<String, JsonNode> status : summary.path("httpStatuses").properties()) {
            if (!status.getKey().equals("201")) {
                throw new StackException(status.getValue() + " payments were answered " + status.getKey());
            }
        }
        var told = generator.read(ran.output(), scratch);
        return new Result(told.requests(), told.rate(), told.p50(), told.p99());
    }

    /** Sends at a rate that the service need not be able to keep, and returns the generator's summary. */
    JsonNode flood(String url, int connections, int seconds, double ratePerSecond) {
        return Generator.summary(send(url, connections, seconds, ratePerSecond).output(), scratch);
    }

    private Shell.Result send(String url, int connections, int seconds, double ratePerSecond) {
        String rate = ratePerSecond > 0 ? String.valueOf(ratePerSecond) : "max";
        Shell.Result ran = Shell.run(
                Duration.ofSeconds(seconds).plus(BEYOND_THE_ROUND),
                scratch,
                Map.of("FINOPS_API_KEY", apiKey),
                "",
                generator.command(url, rate, seconds, connections, scratch, ONLY_PAYMENTS));
        if (!MEASURED.contains(ran.exitCode())) {
            throw new StackException("the bench's load failed: " + ran.lastLine());
        }
        return ran;
    }
}
