package io.finops.traffic.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A payments API in memory, whose record can be tampered with. */
public final class FakePayments implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean broken;

    public FakePayments() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/payments", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Forgets a payment: the next look-up finds nothing. */
    void lose(String id) {
        bodies.remove(id);
    }

    /** Forgets a key: its next use makes another payment. */
    void forgetKeyOf(String id) {
        idsByKey.values().remove(id);
    }

    void change(String id, String from, String to) {
        bodies.computeIfPresent(id, (key, body) -> body.replace(from, to));
    }

    /** From now on nothing is answered properly. */
    void breakDown() {
        broken = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (broken) {
                send(exchange, 500, "{}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                String id = idsByKey.computeIfAbsent(key, k -> "pay_" + numbers.incrementAndGet());
                send(exchange, 201, bodies.computeIfAbsent(id, i -> body(i, request)));
            } else {
                String body = bodies.get(path.substring("/payments/".length()));
                send(exchange, body == null ? 404 : 200, body == null ? "{}" : body);
            }
        }
    }

    private static String body(String id, String request) {
        return "{\"id\":\"" + id + "\",\"status\":\"approved\"," + request.substring(1);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
