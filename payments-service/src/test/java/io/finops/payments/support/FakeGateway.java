package io.finops.payments.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A card gateway in the test's own process: idempotent by key, with behaviours to choose from. Thread-safe. */
public final class FakeGateway implements AutoCloseable {
    /** What the gateway does with a call. */
    public enum Mode {
        NORMAL,
        /** Answers 503: not processed. */
        DOWN,
        /** Answers 500 without processing. */
        ERROR,
        /** Processes, then cuts the connection. */
        DROP,
        /** Processes, and answers too late. */
        SLOW,
        /** Approves and captures nothing. */
        CAPTURE_ZERO
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, Map<String, Object>> charges = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> refunds = new ConcurrentHashMap<>();
    private final Map<String, String> traceParents = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private static final Duration SLOW = Duration.ofSeconds(4);

    private volatile Mode mode = Mode.NORMAL;
    private volatile int dropNext;

    public FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-gateway");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/charges", this::handle);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized void behave(Mode newMode) {
        mode = newMode;
        notifyAll();
    }

    /** The next so many calls are processed and not answered, whatever the mode. */
    public synchronized void dropNext(int count) {
        dropNext = count;
    }

    public int calls() {
        return calls.get();
    }

    /** What was captured under the key, or null when there is no approved charge. */
    public long captured(String key) {
        Map<String, Object> charge = charges.get(key);
        return charge == null ? -1 : ((Number) charge.getOrDefault("captured", -1)).longValue();
    }

    /** The trace that the last call with this key came with. */
    public String traceParent(String key) {
        return traceParents.getOrDefault(key, "none");
    }

    public long refundedTotal() {
        return refunds.values().stream()
                .filter(refund -> "refunded".equals(refund.get("status")))
                .mapToLong(refund -> ((Number) refund.getOrDefault("amount", 0)).longValue())
                .sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        traceParents.put(key, String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
        String path = exchange.getRequestURI().getPath();
        Mode now = mode;
        if (now == Mode.DOWN || now == Mode.ERROR) {
            answer(exchange, now == Mode.DOWN ? 503 : 500, Map.of("error", "fault"));
            return;
        }
        boolean isRefund = path.endsWith("/refunds");
        Map<String, Object> record = isRefund
                ? refunds.computeIfAbsent(key, k -> refund(k, path, body))
                : charges.computeIfAbsent(key, k -> charge(k, body, now));
        if (now == Mode.DROP || takeDrop()) {
            exchange.close();
            return;
        }
        if (now == Mode.SLOW) {
            dawdle();
        }
        answer(exchange, 201, record);
    }

    /** Longer than anybody waits for an answer, or until the gateway is quick again. */
    private synchronized void dawdle() {
        long end = System.nanoTime() + SLOW.toNanos();
        try {
            for (long left = SLOW.toMillis(); left > 0 && mode == Mode.SLOW; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean takeDrop() {
        if (dropNext > 0) {
            dropNext--;
            return true;
        }
        return false;
    }

    private static Map<String, Object> charge(String key, JsonNode body, Mode mode) {
        long amount = body.path("amount").longValue();
        String method = body.path("paymentMethod").stringValue();
        boolean approved = !method.startsWith("pm_decline");
        long captured = approved && mode != Mode.CAPTURE_ZERO ? amount : 0;
        Map<String, Object> charge = new ConcurrentHashMap<>(Map.of(
                "id",
                "ch_" + Integer.toHexString(key.hashCode()),
                "key",
                key,
                "status",
                approved ? "approved" : "declined",
                "amount",
                amount,
                "captured",
                captured,
                "currency",
                body.path("currency").stringValue(),
                "fee",
                approved ? 30 + amount * 29 / 1000 : 0));
        if (!approved) {
            charge.put("declineCode", "insufficient_funds");
        }
        return charge;
    }

    private static Map<String, Object> refund(String key, String path, JsonNode body) {
        long amount = body.path("amount").longValue();
        return Map.of(
                "id",
                "re_" + Integer.toHexString(key.hashCode()),
                "key",
                key,
                "charge",
                path.replaceAll("^/charges/|/refunds$", ""),
                "status",
                amount == 13 ? "refused" : "refunded",
                "amount",
                amount);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
