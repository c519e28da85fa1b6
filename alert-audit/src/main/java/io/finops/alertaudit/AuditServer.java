package io.finops.alertaudit;

import static net.logstash.logback.argument.StructuredArguments.entries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side: {@code POST /alerts}, {@code GET /alerts}, {@code /metrics} and {@code /healthz}. */
final class AuditServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditServer.class);
    private static final int THREADS = 16;
    private static final int GRACE_SECONDS = 2;
    private static final int MOST_CHANNELS = 20;
    private static final String JSON_TYPE = "application/json";

    private final AuditTrail trail;
    private final BearerToken token;
    private final AuditMetrics metrics;
    private final NotificationSpans spans;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final JsonMapper json = JsonMapper.shared();

    private AuditServer(
            AuditTrail trail, BearerToken token, AuditMetrics metrics, NotificationSpans spans, HttpServer server) {
        this.trail = trail;
        this.token = token;
        this.metrics = metrics;
        this.spans = spans;
        this.server = server;
    }

    static AuditServer start(
            InetSocketAddress address,
            AuditTrail trail,
            BearerToken token,
            AuditMetrics metrics,
            NotificationSpans spans)
            throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        AuditServer server = new AuditServer(trail, token, metrics, spans, http);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Takes no more requests, lets those being answered end, then stops. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String route =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (route) {
                case "POST /alerts" -> spans.answer(exchange, () -> authorized(exchange, this::receive));
                case "GET /alerts" -> authorized(exchange, this::list);
                case "GET /metrics" ->
                    respond(exchange, 200, AuditMetrics.CONTENT_TYPE, metrics.render(trail.length()));
                case "GET /healthz" -> respond(exchange, 200, JSON_TYPE, "{\"status\":\"UP\"}");
                default -> problem(exchange, 404, "there is nothing here");
            }
        } catch (RuntimeException e) {
            LOG.error("request_failed", e);
            throw e;
        }
    }

    private void authorized(HttpExchange exchange, Route route) throws IOException {
        if (token.isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
            route.handle(exchange);
        } else {
            metrics.refused();
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            problem(exchange, 401, "a bearer token is needed");
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = RequestBody.read(exchange.getRequestBody());
        if (body == null) {
            metrics.refused();
            problem(exchange, 413, "a notification may have at most " + RequestBody.LIMIT_BYTES + " bytes");
            return;
        }
        synchronized (trail) {
            record(exchange, body);
        }
    }

    /** One at a time, so that many long notifications at once do not take more memory than one. */
    private void record(HttpExchange exchange, byte[] body) throws IOException {
        AlertNotification notification;
        List<String> channels;
        try {
            notification = AlertNotification.parse(body);
            channels = channels(exchange);
        } catch (MalformedNotificationException e) {
            metrics.refused();
            problem(exchange, 400, String.valueOf(e.getMessage()));
            return;
        }
        List<AuditEntry> written;
        try {
            written = spans.write(notification, () -> trail.append(notification, channels));
        } catch (IOException e) {
            metrics.failed();
            LOG.error("alerts_not_written", e);
            problem(exchange, 503, "the alerts could not be written; send them again");
            return;
        }
        metrics.recorded(notification, written);
        written.forEach(AuditServer::announce);
        if (notification.truncatedAlerts() > 0) {
            LOG.warn("alerts_truncated: {} of {}", notification.truncatedAlerts(), notification.groupKey());
        }
        respond(exchange, 200, JSON_TYPE, "{\"recorded\":" + written.size() + "}");
    }

    /** The channels of the receiver, which its address in Alertmanager's configuration names: {@code /alerts?channels=slack,telegram}. */
    private static List<String> channels(HttpExchange exchange) {
        String named = QueryString.parse(exchange.getRequestURI()).getOrDefault("channels", "");
        return Stream.of(named.split(",", -1))
                .map(String::strip)
                .filter(channel -> !channel.isEmpty())
                .limit(MOST_CHANNELS)
                .toList();
    }

    /** Fields are prefixed where they would hide a field of the log line itself. */
    private static void announce(AuditEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alertname", entry.alertname());
        fields.put("alert_status", entry.status());
        fields.put("alert_severity", entry.severity());
        fields.put("alert_service", entry.service());
        fields.put("alert_receiver", entry.receiver());
        fields.put("alert_channels", String.join(",", entry.channels()));
        fields.put("alert_starts_at", entry.startsAt().toString());
        if (entry.endsAt() != null) {
            fields.put("alert_ends_at", entry.endsAt().toString());
        }
        fields.put("alert_fingerprint", entry.fingerprint());
        fields.put("alert_summary", entry.annotations().getOrDefault("summary", ""));
        fields.put("alert_labels", entry.labels());
        String trace = NotificationSpans.currentTrace();
        if (!trace.isEmpty()) {
            fields.put("trace_id", trace);
        }
        LOG.info("alert_received", entries(fields));
    }

    private void list(HttpExchange exchange) throws IOException {
        AlertQuery query;
        try {
            query = AlertQuery.parse(exchange.getRequestURI());
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, String.valueOf(e.getMessage()));
            return;
        }
        ArrayDeque<AuditEntry> newest = new ArrayDeque<>();
        boolean[] truncated = {false};
        trail.read(query.since(), query, entry -> {
            newest.addLast(entry);
            if (newest.size() > query.limit()) {
                newest.removeFirst();
                truncated[0] = true;
            }
        });
        respond(exchange, 200, JSON_TYPE, json.writeValueAsString(new Answer(List.copyOf(newest), truncated[0])));
    }

    private void problem(HttpExchange exchange, int status, String detail) throws IOException {
        respond(
                exchange,
                status,
                "application/problem+json",
                json.writeValueAsString(Map.of("status", status, "detail", detail)));
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Route {
        void handle(HttpExchange exchange) throws IOException;
    }

    /** The newest entries that match, oldest first; {@code truncated} if there were more than the limit. */
    record Answer(List<AuditEntry> alerts, boolean truncated) {}
}
