package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One line a request: which requests have one, and what it tells. */
class RequestLogTest extends ServiceTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("request");

    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        lines.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(lines);
        LOG.setLevel(null);
    }

    @Test
    void aRequestOfASampledTraceHasALineWithItsOutcomeAndItsPayment() {
        String trace = trace();
        HttpResponse<String> answer = pay(trace, "01", "pm_ok_t");

        Map<String, Object> line = onlyLineOf(trace);
        assertThat(line)
                .containsEntry("event", "request_completed")
                .containsEntry("method", "POST")
                .containsEntry("route", "/payments")
                .containsEntry("status", 201)
                .containsEntry("outcome", "success")
                .containsEntry("merchant_id", "mer_demo")
                .containsKey("seconds");
        assertThat(answer.headers().firstValue("Location")).hasValue("/payments/" + line.get("payment_id"));
    }

    @Test
    void aFailedRequestHasALineWhetherItsTraceIsSampledOrNot() {
        GATEWAY.behave(FakeGateway.Mode.DOWN);
        String trace = trace();
        pay(trace, "00", "pm_ok_t");

        assertThat(onlyLineOf(trace))
                .containsEntry("event", "request_failed")
                .containsEntry("status", 503)
                .containsEntry("outcome", "server_error");
    }

    @Test
    void aSlowRequestHasALineThatSaysSo() {
        GATEWAY.behave(FakeGateway.Mode.SLOW);
        String trace = trace();
        pay(trace, "00", "pm_ok_t");

        assertThat(onlyLineOf(trace)).containsEntry("slow", true).containsEntry("outcome", "undecided");
    }

    @Test
    void aFastSuccessAndAClientsMistakeHaveNoneWhenTheirTraceIsNotSampled() {
        String first = trace();
        pay(first, "00", "pm_ok_t");
        String second = trace();
        send(request("/payments/4111111111111111", KEY).header("traceparent", "00-" + second + "-00f067aa0ba902b7-00"));
        String last = trace();
        pay(last, "01", "pm_ok_t");

        onlyLineOf(last);
        // On a busy machine a request may be slow, and then has a line that says so.
        assertThat(Stream.concat(of(first).stream(), of(second).stream()))
                .allSatisfy(line -> assertThat(line).containsEntry("slow", true));
    }

    @Test
    void whatWasPutIntoThePathIsNotRepeated() {
        String trace = trace();
        send(request("/payments/4111111111111111", KEY).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(onlyLineOf(trace).toString()).contains("/payments/{id}").doesNotContain("4111111111111111");
    }

    private HttpResponse<String> pay(String trace, String flags, String method) {
        return send(request("/payments", KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-" + flags)
                .POST(HttpRequest.BodyPublishers.ofString(order(100, method))));
    }

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The line is written after the answer has been sent. */
    private Map<String, Object> onlyLineOf(String trace) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> of(trace), found -> found.size() == 1)
                .get(0);
    }

    private List<Map<String, Object>> of(String trace) {
        return lines.seen.stream()
                .filter(event -> trace.equals(event.getMDCPropertyMap().get("traceId")))
                .map(event -> event.getKeyValuePairs().stream()
                        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value)))
                .toList();
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<ILoggingEvent> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            seen.add(event);
        }
    }
}
