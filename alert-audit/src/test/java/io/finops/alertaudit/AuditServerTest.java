package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
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
import java.time.Duration;
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
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private AuditTrail trail;
    private AuditServer server;

    @BeforeEach
    void start() throws IOException {
        trail = AuditTrail.open(directory, Clock.systemUTC());
        server = AuditServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                trail,
                new BearerToken(TOKEN),
                new AuditMetrics(new Incidents(), Clock.systemUTC()),
                new NotificationSpans(OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build())
                        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build()));
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
    void publishesWhatIncidentsTookAndWhatGoesOn() throws Exception {
        post(Notifications.firing("A", "B"));
        assertThat(get("/metrics").body())
                .contains("alert_audit_incidents_open{severity=\"critical\"} 1.0\n")
                .contains("alert_audit_incidents{severity=\"critical\"} 0.0\n")
                .doesNotContain("alert_audit_incident_resolve_seconds{");
        post(Notifications.resolved("A", "B"));

        assertThat(get("/metrics").body())
                .contains("alert_audit_incidents{severity=\"critical\"} 1.0\n")
                // From 12:00:00.5 to 12:05 UTC.
                .contains("alert_audit_incident_resolve_seconds{severity=\"critical\"} 299.5\n")
                .contains("alert_audit_messages{severity=\"critical\"} 0.0\n");
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

    @Test
    void aNotificationIsASpanInTheTraceOfItsSenderAndSoIsItsWayToTheDisk() throws Exception {
        String sender = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        send(authorized("/alerts")
                .header("traceparent", sender)
                .POST(BodyPublishers.ofByteArray(Notifications.firing("PaymentsOutage"))));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSize(2));

        SpanData write = spans.getFinishedSpanItems().get(0);
        SpanData answer = spans.getFinishedSpanItems().get(1);
        assertThat(answer.getName()).isEqualTo("POST /alerts");
        assertThat(answer.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(answer.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(answer.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(answer.getAttributes().get(AttributeKey.longKey("alert.count")))
                .isEqualTo(1);
        assertThat(answer.getAttributes().get(AttributeKey.stringArrayKey("alert.names")))
                .containsExactly("PaymentsOutage");
        assertThat(write.getName()).isEqualTo("append");
        assertThat(write.getParentSpanId()).isEqualTo(answer.getSpanId());
    }

    @Test
    void readingBackAndHealthChecksAreNoSpans() throws Exception {
        get("/alerts");
        send(request("/healthz").GET());
        send(request("/alerts").POST(BodyPublishers.ofString("no token")));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSize(1));

        assertThat(spans.getFinishedSpanItems()
                        .get(0)
                        .getAttributes()
                        .get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(401);
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
