package io.finops.rehearsal.runningstack;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.config.Version;
import io.finops.localstack.http.HttpJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The part of Alertmanager's API that tests of it need. */
public final class AlertmanagerApi {
    private final HttpJson http;
    private final String url;

    /** An alert as Prometheus would send it; firing as long as {@code endsAt} is in the future. */
    public record Alert(
            Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt) {}

    public AlertmanagerApi(HttpJson http, String url) {
        this.http = http;
        this.url = url;
    }

    public String url() {
        return url;
    }

    public void send(List<Alert> alerts) {
        String body = Json.MAPPER.writeValueAsString(alerts.stream()
                .map(alert -> Map.of(
                        "labels", alert.labels(),
                        "annotations", alert.annotations(),
                        "startsAt", alert.startsAt().toString(),
                        "endsAt", alert.endsAt().toString()))
                .toList());
        HttpJson.Answer answer = http.send("POST", url + "/api/v2/alerts", body, Map.of());
        if (answer.status() != 200) {
            throw new StackException("Alertmanager refuses alerts with " + answer.status() + ": " + answer.body());
        }
    }

    public Version version() {
        return Version.in(http.get(url + "/api/v2/status", Map.of())
                        .path("versionInfo")
                        .path("version")
                        .asString(""))
                .orElseThrow(() -> new StackException("what answers at " + url + " is no Alertmanager"));
    }

    /** The configuration in force, as Alertmanager writes it out: one receiver after the other, secrets hidden. */
    public String configuration() {
        return http.get(url + "/api/v2/status", Map.of())
                .path("config")
                .path("original")
                .asString("");
    }

    /** The ids of the silences that keep alerts with this label from being sent. */
    public List<String> silencesOf(String label, String value) {
        List<String> silences = new ArrayList<>();
        for (JsonNode alert : http.get(url + "/api/v2/alerts?filter=" + label + "%3D%22" + value + "%22", Map.of())) {
            for (JsonNode silence : alert.path("status").path("silencedBy")) {
                silences.add(silence.asString(""));
            }
        }
        return silences;
    }

    /** What has become of the notifications of one integration, for example {@code slack}, since Alertmanager was started. */
    public NotificationCounters counters(String integration) {
        return NotificationCounters.parse(
                http.send("GET", url + "/metrics", "", Map.of()).body(), integration);
    }
}
