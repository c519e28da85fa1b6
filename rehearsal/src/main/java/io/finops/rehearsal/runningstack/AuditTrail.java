package io.finops.rehearsal.runningstack;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads back the alerts that arrived at alert-audit. */
public final class AuditTrail {
    /** The receiver that is told of everything, and of each thing once. */
    public static final String TRAIL = "audit";

    private static final Pattern REPEATED =
            Pattern.compile("(?m)^alert_audit_notifications_total\\{outcome=\"repeated\"} (\\S+)");

    private final HttpJson http;
    private final String url;
    private final String token;

    /**
     * An alert as it arrived.
     *
     * @param startsAt when Prometheus says that it began to fire
     * @param status {@code firing} or {@code resolved}
     * @param severity empty when the alert has none
     * @param receiver whom Alertmanager told; {@link #TRAIL} is the trail's own route
     * @param group what the alerts of this notification have in common, as Alertmanager writes it
     * @param notification the same for all alerts that came at once
     */
    public record Alert(
            Instant receivedAt,
            Instant startsAt,
            String name,
            String status,
            String severity,
            Map<String, String> labels,
            Map<String, String> annotations,
            String receiver,
            String group,
            String notification) {}

    AuditTrail(HttpJson http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** How often, since the audit was started, it was sent what it had on record: word for word, and not long before. */
    public long repeated() {
        String metrics = http.send("GET", url + "/metrics", "", Map.of()).body();
        Matcher matcher = REPEATED.matcher(metrics);
        if (!matcher.find()) {
            throw new StackException(url + "/metrics does not say how many notifications were repeated");
        }
        return (long) Double.parseDouble(matcher.group(1));
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
                        PrometheusApi.labels(alert.path("labels")),
                        PrometheusApi.labels(alert.path("annotations")),
                        alert.path("receiver").asString(""),
                        alert.path("groupKey").asString(""),
                        alert.path("notification").asString("")));
            }
        }
        return found;
    }
}
