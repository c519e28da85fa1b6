package io.finops.benchmarks.payments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * A few customers of their own beside the load: what they are answered, how fast, and whether the service calls itself
 * ready. Each sends twenty payments a second at most, over one connection.
 */
final class PaymentProbe {
    private static final int CUSTOMERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String url;
    private final String apiKey;
    private final long start = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Answer> payments = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> readiness = new ConcurrentLinkedQueue<>();

    /** With status 0 when there was none. */
    private record Answer(long atNanos, int status, double millis) {}

    /** What is watched. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private PaymentProbe(String url, String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    /** Probes while the work runs. */
    static PaymentProbe during(String url, String apiKey, Work work) throws InterruptedException {
        PaymentProbe probe = new PaymentProbe(url, apiKey);
        List<Thread> threads = IntStream.rangeClosed(0, CUSTOMERS)
                .mapToObj(i -> new Thread(() -> probe.ask(i), "probe-" + i))
                .toList();
        threads.forEach(Thread::start);
        try {
            work.run();
        } finally {
            probe.over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return probe;
    }

    /** The first asks for readiness, the others pay. */
    private void ask(int number) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!over.get()) {
            HttpRequest request = number == 0 ? ready() : payment(number);
            long before = System.nanoTime();
            try {
                int status = status(http, request);
                (number == 0 ? readiness : payments)
                        .add(new Answer(before - start, status, (System.nanoTime() - before) / 1e6));
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static int status(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest ready() {
        return HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                .timeout(LIMIT)
                .build();
    }

    private HttpRequest payment(int customer) {
        return HttpRequest.newBuilder(URI.create(url + "/payments"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"amount\":1999,\"currency\":\"USD\",\"paymentMethod\":\"pm_ok_probe_%1$d\",\"customer\":\"cus_probe_%1$d\"}"
                                .formatted(customer)))
                .build();
    }

    long refusals() {
        return payments.stream().filter(PaymentProbe::isRefusal).count();
    }

    /** A quantile of the time that refusals took; 0 without any. */
    double refusalMillis(double quantile) {
        return quantile(
                payments.stream()
                        .filter(PaymentProbe::isRefusal)
                        .mapToDouble(Answer::millis)
                        .sorted()
                        .toArray(),
                quantile);
    }

    /** A quantile of the time that payments took which were decided. */
    double paymentMillis(double quantile) {
        return quantile(
                payments.stream()
                        .filter(answer -> answer.status() == 201)
                        .mapToDouble(Answer::millis)
                        .sorted()
                        .toArray(),
                quantile);
    }

    long notReady() {
        return readiness.stream().filter(answer -> answer.status() != 200).count();
    }

    int readinessAsked() {
        return readiness.size();
    }

    /** When the last payment was sent that was not decided within the limit, in seconds since the beginning. */
    double secondsUntilBelow(double millis) {
        return payments.stream()
                .filter(answer -> answer.status() != 201 || answer.millis() > millis)
                .mapToDouble(answer -> answer.atNanos() / 1e9)
                .max()
                .orElse(0);
    }

    private static boolean isRefusal(Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }

    private static double quantile(double[] sorted, double quantile) {
        if (sorted.length == 0) {
            return 0;
        }
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile))];
    }
}
