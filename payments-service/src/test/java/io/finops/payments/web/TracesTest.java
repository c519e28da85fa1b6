package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.ServiceTest;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What a trace of a payment consists of, and how it goes on beyond us. */
class TracesTest extends ServiceTest {
    private static final ConcurrentLinkedQueue<SpanData> ENDED = new ConcurrentLinkedQueue<>();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void hasASpanForEachStepWithThePaymentsId() {
        String id = paid("00-" + TRACE + "-00f067aa0ba902b7-01");

        List<SpanData> trace = whole(TRACE);
        SpanData server = trace.get(trace.size() - 1);
        assertThat(server.getName()).isEqualTo("POST /payments");
        assertThat(server.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(attributes(server))
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/payments")
                .containsEntry("url.path", "/payments")
                .containsEntry("http.response.status_code", "201")
                .containsEntry("request.outcome", "success")
                .containsEntry("payment.id", id)
                .containsEntry("merchant.id", "mer_demo");
        List<SpanData> steps = trace.stream()
                .filter(span ->
                        span.getKind() == SpanKind.INTERNAL && attributes(span).containsKey("payment.id"))
                .toList();
        assertThat(steps).extracting(SpanData::getName).containsExactly("score", "claim", "charge", "commit");
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(attributes(step)).containsEntry("payment.id", id);
        });
    }

    @Test
    void saysWhichServiceInWhichReleaseInWhichProcess() {
        String traceId = "abf92f3577b34da6a3ce929d0e0e4736";
        paid("00-" + traceId + "-00f067aa0ba902b7-01");

        Map<String, String> resource = new HashMap<>();
        whole(traceId)
                .get(0)
                .getResource()
                .getAttributes()
                .forEach((key, value) -> resource.put(key.getKey(), String.valueOf(value)));
        assertThat(resource)
                .containsEntry("service.name", "payments-service")
                .containsEntry("deployment.environment.name", "development")
                .containsKeys("service.version", "service.instance.id");
        assertThat(resource.get("service.instance.id")).hasSize(36);
    }

    @Test
    void hasASpanForEachStatementWithoutItsValues() {
        String traceId = "7bf92f3577b34da6a3ce929d0e0e4736";
        paid("00-" + traceId + "-00f067aa0ba902b7-01");

        List<SpanData> statements = whole(traceId).stream()
                .filter(span -> attributes(span).containsKey("db.system.name"))
                .toList();
        assertThat(statements)
                .extracting(SpanData::getName)
                .containsExactly(
                        "SELECT payment SELECT idempotency_key",
                        "INSERT idempotency_key INSERT payment",
                        "UPDATE payment INSERT journal_entry INSERT posting");
        assertThat(statements).allSatisfy(statement -> {
            assertThat(statement.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(attributes(statement))
                    .containsEntry("db.system.name", "postgresql")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsKeys("db.namespace", "server.port");
            assertThat(attributes(statement).get("db.query.text"))
                    .contains("payment", "?")
                    .doesNotContain("pm_ok_t", "Order 17", "mer_demo");
        });
    }

    @Test
    void hasASpanForTheAttemptAtTheGatewayThatGoesOnThere() {
        String traceId = "8bf92f3577b34da6a3ce929d0e0e4736";
        String id = paid("00-" + traceId + "-00f067aa0ba902b7-01");

        SpanData attempt = attempts(traceId).get(0);
        assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(attributes(attempt))
                .containsEntry("http.request.method", "POST")
                .containsEntry("url.template", "/charges")
                .containsEntry("http.response.status_code", "201")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("gateway.breaker.state", "closed")
                .containsEntry("gateway.outcome", "approved")
                .doesNotContainKey("http.request.resend_count");
        assertThat(GATEWAY.traceParent(id)).isEqualTo("00-" + traceId + "-" + attempt.getSpanId() + "-01");
    }

    @Test
    void tellsOfEachAttemptHowOftenItWasRepeatedAndWhatWentWrong() {
        String traceId = "9bf92f3577b34da6a3ce929d0e0e4736";
        GATEWAY.behave(FakeGateway.Mode.DOWN);

        traced("00-" + traceId + "-00f067aa0ba902b7-01");

        assertThat(attempts(traceId))
                .hasSize(3)
                .allSatisfy(attempt -> {
                    assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                    assertThat(attributes(attempt))
                            .containsEntry("error.type", "unavailable")
                            .containsEntry("http.response.status_code", "503");
                })
                .extracting(attempt -> String.valueOf(attributes(attempt).get("http.request.resend_count")))
                .containsExactly("null", "1", "2");
    }

    @Test
    void whatFinishesAnUndecidedPaymentRefersToItsRequest() {
        String traceId = "1bf92f3577b34da6a3ce929d0e0e4736";
        GATEWAY.behave(FakeGateway.Mode.SLOW);
        String id = paid("00-" + traceId + "-00f067aa0ba902b7-01");
        GATEWAY.behave(FakeGateway.Mode.NORMAL);

        SpanData reconciled = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> ENDED.stream()
                                .filter(span -> span.getName().equals("reconcile")
                                        && id.equals(attributes(span).get("payment.id")))
                                .toList(),
                        spans -> !spans.isEmpty())
                .get(0);
        assertThat(reconciled.getTraceId()).isNotEqualTo(traceId);
        assertThat(reconciled.getLinks())
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(traceId));
        assertThat(ended(reconciled.getTraceId())).extracting(SpanData::getName).contains("charge", "POST /charges");
        assertThat(reconciled.getLinks().get(0).getSpanContext().getSpanId())
                .isEqualTo(whole(traceId).get(whole(traceId).size() - 1).getSpanId());
    }

    @Test
    void marksATraceThatEndsInAServerError() {
        String failing = "6bf92f3577b34da6a3ce929d0e0e4736";
        GATEWAY.behave(FakeGateway.Mode.DOWN);

        assertThat(traced("00-" + failing + "-00f067aa0ba902b7-01").statusCode())
                .isEqualTo(503);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ended(failing)).last().satisfies(server -> {
                    assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                    assertThat(attributes(server)).containsEntry("error.type", "503");
                }));
    }

    @Test
    void passesATraceOnThatIsNotSampledAndRecordsNothing() {
        String unsampled = "5bf92f3577b34da6a3ce929d0e0e4736";
        String id = paid("00-" + unsampled + "-00f067aa0ba902b7-00");

        assertThat(GATEWAY.traceParent(id)).startsWith("00-" + unsampled + "-").endsWith("-00");
        assertThat(ended(unsampled)).isEmpty();
    }

    private String paid(String traceParent) {
        HttpResponse<String> answer = traced(traceParent);
        Matcher id = Pattern.compile("\"id\":\"(pay_[^\"]+)\"").matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }

    private HttpResponse<String> traced(String traceParent) {
        return send(request("/payments", KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("traceparent", traceParent)
                .POST(HttpRequest.BodyPublishers.ofString(order(100, "pm_ok_t"))));
    }

    /** The server's span ends last. */
    private static List<SpanData> whole(String traceId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> ended(traceId),
                        spans -> spans.stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
    }

    private static List<SpanData> attempts(String traceId) {
        return whole(traceId).stream()
                .filter(span -> span.getName().equals("POST /charges"))
                .toList();
    }

    private static Map<String, String> attributes(SpanData span) {
        Map<String, String> attributes = new HashMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return attributes;
    }

    private static List<SpanData> ended(String traceId) {
        return ENDED.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    @TestConfiguration
    static class Recording {
        @Bean
        SpanProcessor endedSpans() {
            return new SpanProcessor() {
                @Override
                public void onStart(Context parent, ReadWriteSpan span) {}

                @Override
                public boolean isStartRequired() {
                    return false;
                }

                @Override
                public void onEnd(ReadableSpan span) {
                    ENDED.add(span.toSpanData());
                }

                @Override
                public boolean isEndRequired() {
                    return true;
                }
            };
        }
    }
}
