package io.finops.rehearsal.smoke;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Takes one small payment whose trace id is known beforehand. */
final class PaymentProbe {
    private static final SecureRandom RANDOM = new SecureRandom();

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

    Taken pay() {
        String traceId = hex(16);
        HttpJson.Answer answer = http.send(
                "POST",
                url + "/payments",
                """
                {"amount": 100, "currency": "USD", "paymentMethod": "pm_ok_smoke_test", "customer": "cus_smoke_test"}\
                """,
                Map.of(
                        "Authorization", "Bearer " + apiKey,
                        "Idempotency-Key", "\"" + UUID.randomUUID() + "\"",
                        "traceparent", "00-" + traceId + "-" + hex(8) + "-01",
                        // A collector that keeps a share of the traces keeps this one (alloy/config.alloy).
                        "tracestate", "finops=keep"));
        if (answer.status() != 201) {
            throw new StackException("the payment was answered " + answer.status() + ": " + answer.body());
        }
        return new Taken(answer.json().path("id").asString(""), traceId);
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
