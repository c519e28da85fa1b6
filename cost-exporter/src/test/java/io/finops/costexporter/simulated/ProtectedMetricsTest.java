package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} with a password and over TLS, and AWS behind a proxy. */
class ProtectedMetricsTest {
    @TempDir
    Path folder;

    @Test
    void onlyWhoKnowsThePasswordReadsTheMetricsAndHealthIsForEverybody() throws IOException, InterruptedException {
        Path credentials = Files.writeString(folder.resolve("credentials"), "prometheus:once upon a time\n");
        try (Simulator simulator = new Simulator();
                Service service = new Service(
                        simulator,
                        folder.resolve("state"),
                        "--cost-exporter.collectors=",
                        "--cost-exporter.metrics-credentials-file=" + credentials)) {
            HttpResponse<String> nobody = metrics(service);
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"metrics\"");
            assertThat(nobody.body()).isEmpty();
            assertThat(metrics(service, "Authorization", basic("prometheus:guessed"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(metrics(service, "Authorization", basic("prometheus:once upon a time"))
                            .body())
                    .contains("cloud_bill_month_to_date_amount");
            assertThat(service.get("/healthz", HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);

            Files.writeString(credentials, "prometheus:another day");
            assertThat(metrics(service, "Authorization", basic("prometheus:another day"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void overTlsOnlyWhoTrustsTheCertificateAndKnowsThePasswordReads() throws Exception {
        SelfSigned tls = SelfSigned.in(folder);
        Path credentials = Files.writeString(folder.resolve("credentials"), "prometheus:once upon a time");
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls.trusting()).build();
        try (Simulator simulator = new Simulator();
                Service service = new Service(
                        simulator.uri(),
                        folder.resolve("state"),
                        trusting,
                        "https",
                        "--server.ssl.certificate=" + tls.certificate(),
                        "--server.ssl.certificate-private-key=" + tls.key(),
                        "--cost-exporter.collectors=",
                        "--cost-exporter.metrics-credentials-file=" + credentials)) {
            assertThat(metrics(service, "Authorization", basic("prometheus:once upon a time"))
                            .body())
                    .contains("cloud_bill_month_to_date_amount{");
            assertThat(metrics(service).statusCode()).isEqualTo(401);

            HttpRequest encrypted =
                    HttpRequest.newBuilder(service.uri("https", "/metrics")).build();
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(encrypted, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            HttpResponse<String> plain = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.uri("http", "/metrics"))
                                    .header("Authorization", basic("prometheus:once upon a time"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(plain.statusCode()).isEqualTo(400);
            assertThat(plain.body()).doesNotContain("cloud_bill");
        }
    }

    /** Nobody can look up this name but the proxy, which the simulators play: they read what was asked of whom from the request alone. */
    @Test
    void awsIsReadThroughTheProxyThatTheJvmIsTold() throws IOException, InterruptedException {
        try (Simulator simulator = new Simulator()) {
            System.setProperty("http.proxyHost", simulator.uri().getHost());
            System.setProperty("http.proxyPort", String.valueOf(simulator.uri().getPort()));
            try (Service service = new Service(
                    URI.create("http://cost-explorer.invalid"),
                    folder.resolve("state"),
                    "--cost-exporter.collectors=")) {
                assertThat(metrics(service).body()).contains("cloud_bill_month_to_date_amount{");
                assertThat(simulator.paidRequests()).isPositive();
            } finally {
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
            }
        }
    }

    private static HttpResponse<String> metrics(Service service, String... headers)
            throws IOException, InterruptedException {
        return service.get("/metrics", HttpResponse.BodyHandlers.ofString(), headers);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
