package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.ServiceTest;
import io.opentelemetry.api.common.AttributeKey;
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
import java.util.List;
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

        List<SpanData> trace = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ended(TRACE), spans -> spans.stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
        SpanData server = trace.get(trace.size() - 1);
        assertThat(server.getName()).isEqualTo("http post /payments");
        assertThat(server.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(server.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("uri"), "/payments")
                .containsEntry(AttributeKey.stringKey("outcome"), "success");
        assertThat(trace.subList(0, trace.size() - 1)).allSatisfy(step -> {
            assertThat(step.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(step.getAttributes().get(AttributeKey.stringKey("payment.id")))
                    .isEqualTo(id);
        });
        assertThat(trace).extracting(SpanData::getName).startsWith("score", "claim", "charge", "commit");
        assertThat(GATEWAY.traceParent(id)).startsWith("00-" + TRACE + "-").endsWith("-01");
    }

    @Test
    void marksATraceThatEndsInAServerError() {
        String failing = "6bf92f3577b34da6a3ce929d0e0e4736";
        GATEWAY.behave(FakeGateway.Mode.DOWN);

        assertThat(traced("00-" + failing + "-00f067aa0ba902b7-01").statusCode())
                .isEqualTo(503);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ended(failing))
                        .last()
                        .satisfies(server ->
                                assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR)));
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
