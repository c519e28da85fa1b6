package io.finops.rehearsal.access;

import io.finops.localstack.http.HttpJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads back the alerts that arrived at alert-audit. */
public final class AuditTrail {
    private final HttpJson http;
    private final String url;
    private final String token;

    /**
     * An alert as it arrived.
     *
     * @param startsAt when Prometheus says that it began to fire
     * @param status {@code firing} or {@code resolved}
     * @param severity empty when the alert has none
     */
    public record Alert(
            Instant receivedAt,
            Instant startsAt,
            String name,
            String status,
            String severity,
            Map<String, String> labels) {}

    AuditTrail(HttpJson http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** Everything that arrived since then, oldest first. */
    public List<Alert> since(Instant time) {
        String query = "?since=" + URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
        JsonNode alerts = http.get(url + "/alerts" + query, Map.of("Authorization", "Bearer " + token))
                .path("alerts");
        List<Alert> found = new ArrayList<>();
        for (JsonNode alert : alerts) {
            Instant received = Instant.parse(alert.path("receivedAt").asString(""));
            if (!received.isBefore(time)) {
                found.add(new Alert(
                        received,
                        Instant.parse(alert.path("startsAt").asString("")),
                        alert.path("alertname").asString(""),
                        alert.path("status").asString(""),
                        alert.path("severity").asString(""),
                        PrometheusApi.labels(alert.path("labels"))));
            }
        }
        return found;
    }
}
