package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A payment comes in, is charged, recorded and counted. */
class StraightPathTest extends ServiceTest {
    @Test
    void approvesRecordsAndCountsAPayment() {
        HttpResponse<String> answer = pay(order(1999, "pm_ok_1"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"approved\"", "\"amount\":1999", "\"captured\":1999");
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(get(location).body()).contains("\"status\":\"approved\"");
        assertThat(get("/metrics").body())
                .containsPattern("app_revenue_total\\{currency=\"USD\"\\} [1-9]")
                .contains("app_revenue_total{currency=\"CHF\"} 0.0");
    }

    @Test
    void tellsThatAPaymentWasDeclined() {
        HttpResponse<String> answer = pay(order(1999, "pm_decline_1"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"declined\"", "\"declineCode\":\"insufficient_funds\"");
    }

    @Test
    void isHealthy() {
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").body()).contains("UP");
    }
}
