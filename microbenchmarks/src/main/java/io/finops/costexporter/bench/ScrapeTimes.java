package io.finops.costexporter.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finops.costexporter.scrape.MetricsPage;
import io.finops.costexporter.scrape.Scrape;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Scrapes a registry over HTTP, one at a time, and says how long that takes. */
final class ScrapeTimes implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Milliseconds at the middle and at the 99th percentile, and the size of the body. */
    record Result(double p50, double p99, long bytes) {}

    /** Makes the body of an answer. */
    interface Answer {
        byte[] body(String accept, boolean gzip) throws IOException;
    }

    ScrapeTimes(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> answer(exchange, answer));
        server.start();
    }

    /** As the library's own HTTP server answers. */
    static Answer library(PrometheusRegistry registry) {
        ExpositionFormats formats = ExpositionFormats.init();
        return (accept, gzip) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 20);
            try (OutputStream out = gzip ? new GZIPOutputStream(body) : body) {
                formats.findWriter(accept).write(out, registry.scrape());
            }
            return body.toByteArray();
        };
    }

    /** As the exporter answers. */
    static Answer exporter(MetricsPage page) {
        return (accept, gzip) -> {
            Scrape scrape = page.scrape(accept);
            if (gzip) {
                return scrape.gzip();
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream(scrape.length());
            scrape.write(body);
            return body.toByteArray();
        };
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body(
                exchange.getRequestHeaders().getFirst("Accept"),
                exchange.getRequestHeaders().containsKey("Accept-Encoding"));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    Result measure(String accept, boolean gzip, int rounds) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"))
                .header("Accept", accept);
        if (gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        double[] millis = new double[rounds];
        long bytes = 0;
        for (int round = -rounds / 2; round < rounds; round++) { // the first half warms up
            long start = System.nanoTime();
            bytes = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body()
                    .length;
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            }
        }
        Arrays.sort(millis);
        return new Result(millis[(int) (rounds * P50)], millis[(int) (rounds * P99)], bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
