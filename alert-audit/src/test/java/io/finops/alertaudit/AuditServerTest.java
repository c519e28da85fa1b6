package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditServerTest {
    private static final String TOKEN = "a-token-of-some-length";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private AuditTrail trail;
    private AuditServer server;

    @BeforeEach
    void start() throws IOException {
        trail = AuditTrail.open(directory, Clock.systemUTC());
        server = AuditServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                trail,
                new BearerToken(TOKEN),
                new AuditMetrics(Instant.now()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        trail.close();
    }

    @Test
    void whatIsPostedCanBeReadBack() throws Exception {
        assertThat(post(Notifications.firing("PaymentsOutage")).statusCode()).isEqualTo(200);
        assertThat(post(Notifications.resolved("PaymentsOutage")).statusCode()).isEqualTo(200);
        assertThat(post(Notifications.firing("CostDataStale")).statusCode()).isEqualTo(200);

        assertThat(get("/alerts?alertname=PaymentsOutage").body())
                .contains("\"status\":\"firing\"", "\"status\":\"resolved\"", "\"severity\":\"critical\"")
                .doesNotContain("CostDataStale");
        assertThat(get("/alerts?status=resolved").body()).contains("\"endsAt\":\"2026-11-20T12:05:00Z\"");
        assertThat(get("/alerts?since=2999-01-01T00:00:00Z").body()).isEqualTo("{\"alerts\":[],\"truncated\":false}");
        assertThat(get("/alerts?until=2026-01-01T00:00:00Z").body()).startsWith("{\"alerts\":[],");
        assertThat(get("/alerts?until=2999-01-01T00:00:00Z").body()).contains("PaymentsOutage");
        assertThat(get("/alerts?limit=1").body()).contains("CostDataStale", "\"truncated\":true");
    }

    @Test
    void keepsWhichChannelsTheReceiverHad() throws Exception {
        send(authorized("/alerts?channels=telegram,slack").POST(BodyPublishers.ofByteArray(Notifications.firing("A"))));
        send(authorized("/alerts?channels=").POST(BodyPublishers.ofByteArray(Notifications.firing("B"))));

        assertThat(get("/alerts?alertname=A").body()).contains("\"channels\":[\"telegram\",\"slack\"]");
        assertThat(get("/alerts?alertname=B").body()).contains("\"channels\":[]");
    }

    @Test
    void countsWhatItReceives() throws Exception {
        post(Notifications.firing("A", "B"));
        post(Notifications.firing("A", "B"));
        post(Notifications.resolved("A"));
        post("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(get("/metrics").body())
                .contains("alert_audit_alerts_received_total{status=\"firing\"} 2.0\n")
                .contains("alert_audit_alerts_received_total{status=\"resolved\"} 1.0\n")
                .contains("alert_audit_notifications_total{outcome=\"recorded\"} 2.0\n")
                .contains("alert_audit_notifications_total{outcome=\"repeated\"} 1.0\n")
                .contains("alert_audit_notifications_total{outcome=\"refused\"} 1.0\n");
    }

    @Test
    void withoutTheTokenNothingIsToldAndNothingIsWritten() throws Exception {
        HttpRequest.Builder post = request("/alerts").POST(BodyPublishers.ofByteArray(Notifications.firing("A")));
        assertThat(send(post).statusCode()).isEqualTo(401);
        assertThat(send(post.header("Authorization", "Bearer wrong")).statusCode())
                .isEqualTo(401);
        assertThat(send(request("/alerts").GET()).statusCode()).isEqualTo(401);
        assertThat(trail.length()).isZero();
    }

    @Test
    void healthAndMetricsNeedNoToken() throws Exception {
        assertThat(send(request("/healthz").GET()).statusCode()).isEqualTo(200);
        assertThat(send(request("/metrics").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOfFourMebibytesIsReadAndALongerOneIsRefused() throws Exception {
        byte[] notification = Notifications.firing("A");
        byte[] padded = new byte[RequestBody.LIMIT_BYTES];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(notification, 0, padded, 0, notification.length);

        assertThat(post(padded).statusCode()).isEqualTo(200);
        assertThat(post(new byte[RequestBody.LIMIT_BYTES + 1]).statusCode()).isEqualTo(413);
        assertThat(send(authorized("/alerts")
                                .POST(BodyPublishers.fromPublisher(
                                        BodyPublishers.ofByteArray(new byte[2 * RequestBody.LIMIT_BYTES]))))
                        .statusCode())
                .as("chunked")
                .isEqualTo(413);
    }

    @Test
    void whatIsNoNotificationIsAnsweredWithTheReason() throws Exception {
        HttpResponse<String> answer = post("{\"alerts\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("no alerts array");
    }

    @Test
    void aQueryThatMakesNoSenseIsRefused() throws Exception {
        for (String query :
                List.of("since=yesterday", "until=tomorrow", "status=open", "limit=0", "limit=x", "name=A")) {
            assertThat(get("/alerts?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        assertThat(get("/alertsx").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void aTrailThatCannotBeWrittenAsksForARetry() throws Exception {
        trail.close();

        assertThat(post(Notifications.firing("A")).statusCode()).isEqualTo(503);
    }

    @Test
    void manyAtOnceLoseAndDoubleNothing() throws Exception {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(
                                authorized("/alerts")
                                        .POST(BodyPublishers.ofByteArray(Notifications.firing("Alert" + i % 100)))
                                        .build(),
                                BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        assertThat(get("/alerts").body().split("\"alertname\":\"Alert", -1)).hasSize(201);
        assertThat(Files.readAllLines(directory.resolve("alerts.jsonl"))).hasSize(100);
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return send(authorized("/alerts").POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorized(path).GET());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
