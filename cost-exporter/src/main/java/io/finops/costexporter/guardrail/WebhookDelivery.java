package io.finops.costexporter.guardrail;

import io.finops.costexporter.bill.Nanos;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Posts breaches as JSON, the breach's id also as {@code Idempotency-Key}. Thread-safe. */
public final class WebhookDelivery implements BreachDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int FIRST_ERROR = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    @Override
    public boolean deliver(URI webhook, Breach breach) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", breach.id());
        body.put("guardrail", breach.guardrail());
        body.put("month", breach.month().toString());
        body.put("kind", breach.kind().name().toLowerCase(Locale.ROOT));
        body.put("threshold", breach.threshold());
        body.put("amount", Nanos.toDecimal(breach.amount()));
        body.put("limit", Nanos.toDecimal(breach.limit()));
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", breach.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= FIRST_ERROR) {
                LOG.warn("guardrail {}: the webhook answered {}; trying again", breach.guardrail(), status);
            }
            return status < FIRST_ERROR;
        } catch (IOException e) {
            // The address may carry a secret: it is not logged.
            LOG.warn(
                    "guardrail {}: the webhook cannot be reached ({}); trying again",
                    breach.guardrail(),
                    e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
