package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.costexporter.CostExporterApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** {@code POST /refresh} of the whole service. */
class RefreshEndpointTest {
    private static final String TOKEN = "a token for refreshing";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void onlyTheTokenRefreshesAndOnlyOnceAMinute() throws IOException, InterruptedException {
        Path tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        try (Simulator simulator = new Simulator();
                ConfigurableApplicationContext service = start(simulator, tokenFile)) {
            int port = port(service.getEnvironment());
            await().until(() -> get(port, "/actuator/health/readiness").statusCode() == 200);
            long paid = simulator.paidRequests();

            HttpResponse<String> nobody = refresh(port, "");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(refresh(port, "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(refresh(port, TOKEN).statusCode()).isEqualTo(401);
            assertThat(simulator.paidRequests()).isEqualTo(paid);

            assertThat(refresh(port, "Bearer " + TOKEN).statusCode()).isEqualTo(202);
            await().until(() -> simulator.paidRequests() > paid);

            HttpResponse<String> soon = refresh(port, "Bearer " + TOKEN);
            assertThat(soon.statusCode()).isEqualTo(429);
            assertThat(soon.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
            assertThat(soon.body()).doesNotContain(TOKEN);
        }
    }

    private ConfigurableApplicationContext start(Simulator simulator, Path tokenFile) {
        System.setProperty("aws.accessKeyId", "simulated");
        System.setProperty("aws.secretAccessKey", "simulated");
        return new SpringApplicationBuilder(CostExporterApplication.class)
                .run(
                        "--server.port=0",
                        "--cost-exporter.aws.endpoint=" + simulator.uri(),
                        "--cost-exporter.collectors=",
                        "--cost-exporter.refresh-token-file=" + tokenFile,
                        "--cost-exporter.state-dir=" + folder.resolve("state"));
    }

    @AfterEach
    void forgetCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private static int port(Environment environment) {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> refresh(int port, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/refresh"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
