package io.finops.rehearsal.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finops.localstack.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The other side of a channel: judges each request as the real one would, unless a test has told it what to answer. */
abstract class ChannelStub implements AutoCloseable {
    /** A request, when it was answered, and what. */
    record Call(Instant at, String path, JsonNode body, int status, String answer) {
        boolean accepted() {
            return status / 100 == 2;
        }
    }

    record Answer(int status, String type, String body, Map<String, String> headers) {}

    /** What a test has told the stub to answer to the next request about a service. */
    private record Told(String service, Answer answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Deque<Told> next = new ConcurrentLinkedDeque<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    ChannelStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What the real service answers. {@code bytes} is the length of the body. */
    abstract Answer judge(String path, JsonNode body, int bytes);

    /** Whether a request is about this service, as the alert's label names it. */
    abstract boolean isAbout(String service, JsonNode body);

    final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request about this service gets this; a late message of another test does not take it. */
    final void answerNext(String service, Answer answer) {
        next.add(new Told(service, answer));
    }

    /** What was to be answered and never was asked for. */
    final void forget() {
        next.clear();
    }

    /** No request is answered until {@link #release()}. */
    final void hang() {
        gate = new CountDownLatch(1);
    }

    final void release() {
        gate.countDown();
    }

    final List<Call> calls(String service) {
        return calls.stream().filter(call -> isAbout(service, call.body())).toList();
    }

    final List<JsonNode> accepted(String service) {
        return calls(service).stream().filter(Call::accepted).map(Call::body).toList();
    }

    final List<Call> refused(String service) {
        return calls(service).stream().filter(call -> !call.accepted()).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            JsonNode body = json(bytes);
            gate.await();
            String path = exchange.getRequestURI().getPath();
            Answer answer = told(body).orElseGet(() -> judge(path, body, bytes.length));
            calls.add(new Call(Instant.now(), path, body, answer.status(), answer.body()));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Answer> told(JsonNode body) {
        synchronized (next) {
            Optional<Told> told =
                    next.stream().filter(one -> isAbout(one.service(), body)).findFirst();
            told.ifPresent(next::remove);
            return told.map(Told::answer);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Json.MAPPER.writeValueAsString(body), Map.of());
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/html", body, Map.of());
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
