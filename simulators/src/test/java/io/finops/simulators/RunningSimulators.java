package io.finops.simulators;

import io.finops.simulators.gateway.GatewayLatency;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a free port, and the few words of HTTP that the tests speak with it. */
public final class RunningSimulators implements AutoCloseable {
    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final SimulatorServer server;

    private RunningSimulators(SimulatorServer server) {
        this.server = server;
    }

    public static RunningSimulators start() {
        return start("zero", null);
    }

    public static RunningSimulators start(String latency, @Nullable Path dataFolder) {
        return start(latency, dataFolder, OpenTelemetry.noop());
    }

    public static RunningSimulators start(String latency, @Nullable Path dataFolder, OpenTelemetry telemetry) {
        return new RunningSimulators(SimulatorServer.start(
                new SimulatorServer.Options("127.0.0.1", 0, 42, dataFolder, null, GatewayLatency.parse(latency, 42)),
                telemetry));
    }

    /** One that serves the folders of a folder as buckets. */
    public static RunningSimulators withBuckets(Path folder) {
        return new RunningSimulators(SimulatorServer.start(
                new SimulatorServer.Options("127.0.0.1", 0, 42, null, folder, GatewayLatency.parse("zero", 42)),
                OpenTelemetry.noop()));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public HttpResponse<String> put(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    public HttpResponse<String> post(String path, @Nullable String idempotencyKey, String body) {
        return send(request(path, idempotencyKey, body));
    }

    public HttpRequest request(String path, @Nullable String idempotencyKey, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.build();
    }

    public HttpClient client() {
        return CLIENT;
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
