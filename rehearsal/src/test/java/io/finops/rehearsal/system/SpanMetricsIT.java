package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tempo makes of the spans: the service map, and counts that are the service's own where every request is traced. */
@ExtendWith(RunningStack.class)
@NeedsOnPath("tempo")
class SpanMetricsIT {
    /** Tempo waits for the rest of a trace, sends every quarter of a minute, and Prometheus fetches it from the receiver. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int REQUESTS = 300;

    @ParameterizedTest
    @CsvSource({
        "traffic-generator, payments-service",
        "payments-service, card-gateway",
        "payments-service, ledger",
        "cost-exporter, aws"
    })
    void everyEdgeIsOnTheMap(String client, String server, StackAccess stack) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(value(
                                stack,
                                "sum(traces_service_graph_request_total{client=\"%s\",server=\"%s\"})"
                                        .formatted(client, server)))
                        .isPositive());
    }

    /** Nobody else asks for refunds, so that both counters stand still once the last of ours is counted. */
    @Test
    void requestsAreCountedAsTheServiceCountsThem(StackAccess stack) {
        assumeThat(stack.has("alloy")).as("Alloy keeps a share of the traces").isFalse();
        String refunds = stack.url("payments-service") + "/payments/" + payment(stack) + "/refunds";
        for (int request = 0; request < REQUESTS; request++) {
            assertThat(send(stack, "GET", refunds, "").status()).isEqualTo(200);
        }

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            double own = value(stack, "sum(app_requests_processing_seconds_count{operation=\"list_refunds\"})");
            assertThat(own).isGreaterThanOrEqualTo(REQUESTS);
            assertThat(
                            value(
                                    stack,
                                    "sum(traces_spanmetrics_calls_total{service=\"payments-service\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"GET /payments/{id}/refunds\"})"))
                    .isCloseTo(own, Percentage.withPercentage(2));
        });
    }

    private static double value(StackAccess stack, String promql) {
        return stack.prometheus().value(promql).orElse(0);
    }

    private static String payment(StackAccess stack) {
        HttpJson.Answer taken = send(stack, "POST", stack.url("payments-service") + "/payments", """
                {"amount": 1999, "currency": "USD", "paymentMethod": "pm_ok", "customer": "cus_1", "country": "DE"}""");
        return taken.json().path("id").asString("");
    }

    private static HttpJson.Answer send(StackAccess stack, String method, String url, String body) {
        return stack.http()
                .send(
                        method,
                        url,
                        body,
                        Map.of(
                                "Authorization",
                                "Bearer " + stack.merchantApiKey(),
                                "Idempotency-Key",
                                "\"" + UUID.randomUUID() + "\""));
    }
}
