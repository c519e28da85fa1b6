package io.finops.benchmarks.cost;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** Scrapes a running service over HTTP, one at a time on a kept connection, as Prometheus does. */
final class ServiceScrapes {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P99 = 0.99;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;
    private final int rounds;

    ServiceScrapes(int port, int rounds) {
        this.page = URI.create("http://127.0.0.1:" + port + "/metrics");
        this.rounds = rounds;
    }

    CostReport.Scrapes measure(String accept, boolean gzip) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page).header("Accept", accept);
        if (gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        double[] millis = new double[rounds];
        for (int round = -rounds / 2; round < rounds; round++) { // the first half warms up
            long start = System.nanoTime();
            scrape(request.build());
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            }
        }
        Arrays.sort(millis);
        return new CostReport.Scrapes(millis[rounds / 2], millis[(int) (rounds * P99)]);
    }

    private void scrape(HttpRequest request) throws InterruptedException {
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            if (status != 200) {
                throw new StackException(page + " answers " + status);
            }
        } catch (IOException e) {
            throw new StackException(page + " does not answer: " + e, e);
        }
    }
}
