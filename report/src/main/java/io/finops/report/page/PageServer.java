package io.finops.report.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves one page, made when somebody looks at it and kept for half a minute: nobody looking costs nothing, many looking cost as much as one. And what Prometheus scrapes.
 */
public final class PageServer implements Closeable {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Function<Instant, String> page;
    private final Supplier<String> metrics;
    private final Clock clock;
    private String newest = "";
    private Instant made = Instant.EPOCH;

    private PageServer(HttpServer server, Function<Instant, String> page, Supplier<String> metrics, Clock clock) {
        this.server = server;
        this.page = page;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Serves until it is closed.
     *
     * @param page makes the page of an instant
     * @param metrics in Prometheus's text format, ready to be sent
     */
    public static PageServer start(
            InetSocketAddress address, Function<Instant, String> page, Supplier<String> metrics, Clock clock)
            throws IOException {
        PageServer pages = new PageServer(HttpServer.create(address, 0), page, metrics, clock);
        pages.server.createContext("/", pages::handle);
        pages.server.setExecutor(pages.threads);
        pages.server.start();
        return pages;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean reads = exchange.getRequestMethod().matches("GET|HEAD");
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> respond(exchange, reads ? 200 : 405, "application/json", "{\"status\":\"UP\"}");
                case "/metrics" ->
                    respond(exchange, reads ? 200 : 405, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
                case "/" -> respond(exchange, reads ? 200 : 405, "text/html; charset=utf-8", reads ? newest() : "");
                default -> respond(exchange, 404, "text/plain; charset=utf-8", "there is only one page: /\n");
            }
        }
    }

    private synchronized String newest() {
        Instant now = clock.instant();
        if (Duration.between(made, now).compareTo(KEPT) >= 0) {
            newest = page.apply(now);
            // Drawing may take longer than that on a busy machine.
            made = clock.instant();
        }
        return newest;
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
