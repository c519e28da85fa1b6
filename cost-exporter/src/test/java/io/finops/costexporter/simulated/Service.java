package io.finops.costexporter.simulated;

import static org.awaitility.Awaitility.await;

import io.finops.costexporter.CostExporterApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service in this process, on a free port, against a simulator. */
final class Service implements AutoCloseable {
    private final HttpClient http;
    private final String scheme;
    private final ConfigurableApplicationContext context;
    private final int port;

    /** Starts it and waits until it is ready. */
    Service(Simulator simulator, Path stateDir, String... arguments) {
        this(simulator.uri(), stateDir, arguments);
    }

    Service(URI endpoint, Path stateDir, String... arguments) {
        this(endpoint, stateDir, HttpClient.newHttpClient(), "http", arguments);
    }

    /** One that is reached by another client, over https too. */
    Service(URI endpoint, Path stateDir, HttpClient http, String scheme, String... arguments) {
        this.http = http;
        this.scheme = scheme;
        System.setProperty("aws.accessKeyId", "simulated");
        System.setProperty("aws.secretAccessKey", "simulated");
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--cost-exporter.aws.endpoint=" + endpoint,
                "--cost-exporter.state-dir=" + stateDir));
        all.addAll(List.of(arguments));
        context = new SpringApplicationBuilder(CostExporterApplication.class).run(all.toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> get("/actuator/health/readiness", HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    URI uri(String overScheme, String path) {
        return URI.create(overScheme + "://127.0.0.1:" + port + path);
    }

    <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> as, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), as);
    }

    HttpResponse<String> post(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(scheme, path)).timeout(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        context.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
