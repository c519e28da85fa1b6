package io.finops.rehearsal.smoke;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Takes one small payment whose trace id is known beforehand. */
final class PaymentProbe {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REPEATS = 20;

    private final HttpJson http;
    private final String url;
    private final String apiKey;

    PaymentProbe(HttpJson http, String url, String apiKey) {
        this.http = http;
        this.url = url;
        this.apiKey = apiKey;
    }

    /** A payment that was answered with a decided outcome. */
    record Taken(String id, String traceId) {}

    /** What the service asks to be repeated is, with the same key, as a client would after a deployment that also restarted the database. */
    Taken pay() throws InterruptedException {
        String traceId = hex(16);
        String key = "\"" + UUID.randomUUID() + "\"";
        HttpJson.Answer answer = send(traceId, key);
        for (int repeat = 0; answer.status() == 503 && repeat < REPEATS; repeat++) {
            Thread.sleep(PAUSE.toMillis());
            answer = send(traceId, key);
        }
        if (answer.status() != 201) {
            throw new StackException("the payment was answered " + answer.status() + ": " + answer.body());
        }
        return new Taken(answer.json().path("id").asString(""), traceId);
    }

    private HttpJson.Answer send(String traceId, String key) {
        return http.send(
                "POST",
                url + "/payments",
                """
                {"amount": 100, "currency": "USD", "paymentMethod": "pm_ok_smoke_test", "customer": "cus_smoke_test"}\
                """,
                Map.of(
                        "Authorization",
                        "Bearer " + apiKey,
                        "Idempotency-Key",
                        key,
                        "traceparent",
                        "00-" + traceId + "-" + hex(8) + "-01",
                        // A collector that keeps a share of the traces keeps this one (alloy/config.alloy).
                        "tracestate",
                        "finops=keep"));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
