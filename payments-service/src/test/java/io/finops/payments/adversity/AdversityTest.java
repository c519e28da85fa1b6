package io.finops.payments.adversity;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.ledger.LedgerAudit;
import io.finops.payments.support.ServiceTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector of traces that never answers, and a database that goes away and comes back. */
class AdversityTest extends ServiceTest {
    @AfterEach
    void mend() {
        CABLE.mend();
    }

    @Test
    void takesEveryPaymentWhileTheCollectorOfTracesHangsAndThenRefuses() throws IOException {
        assertThat(payments(150))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        MUTE_COLLECTOR.close();
        assertThat(payments(150))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
    }

    @Test
    void answers503WhileTheDatabaseIsAwayAndRecoversByItself() {
        String key = UUID.randomUUID().toString();
        CABLE.cut();
        HttpResponse<String> away = pay(key, order(500, "pm_ok_away"));

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("ledger-unavailable");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);

        CABLE.mend();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(pay(key, order(500, "pm_ok_away")).statusCode()).isEqualTo(201);
        });
        assertThat(new LedgerAudit(jdbc).all()).isEmpty();
    }

    private List<HttpResponse<String>> payments(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> pay(order(100 + i, "pm_ok_trace")))
                .toList();
    }
}
