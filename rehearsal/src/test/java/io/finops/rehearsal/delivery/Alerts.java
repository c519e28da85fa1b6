package io.finops.rehearsal.delivery;

import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Alerts as this repository's rules make them. */
final class Alerts {
    static final String LOGS =
            "http://localhost:3000/explore?schemaVersion=1&panes=%7B%22a%22%3A%7B%22datasource%22%3A%22loki%22%2C"
                    + "%22queries%22%3A%5B%7B%22refId%22%3A%22A%22%2C%22expr%22%3A%22%7Bservice%3D%5C%22payments-service%5C%22%7D%22%7D%5D%2C"
                    + "%22range%22%3A%7B%22from%22%3A%22now-1h%22%2C%22to%22%3A%22now%22%7D%7D%7D";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Alerts() {}

    /** A service of its own for each test, because alerts of one service are one group. */
    static String service(String name) {
        return name + "-" + COUNT.incrementAndGet() + "-service";
    }

    static Alert page(String service, String alertname) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alertname);
        labels.put("severity", "critical");
        labels.put("team", "payments");
        labels.put("service", service);
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", "Most payments fail");
        annotations.put("description", "Of the last minute's payments 83 % failed. Customers see an error page.");
        annotations.put("revenue_at_risk", "about USD 412 a minute");
        annotations.put("budget", "31 % of the month's error budget is left");
        annotations.put("release", "0.1.0 (abc1234), running for 2h");
        annotations.put("also_firing", "GatewayAttemptsFailing");
        annotations.put("runbook_url", "https://example.org/docs/runbooks/" + alertname + ".md");
        annotations.put("dashboard_url", "http://localhost:3000/d/payments");
        annotations.put("logs_url", LOGS);
        return new Alert(labels, annotations, Instant.now(), Instant.now().plus(Duration.ofHours(1)));
    }

    static Alert with(Alert alert, String annotation, String text) {
        Map<String, String> annotations = new LinkedHashMap<>(alert.annotations());
        annotations.put(annotation, text);
        return new Alert(alert.labels(), annotations, alert.startsAt(), alert.endsAt());
    }

    static Alert labelled(Alert alert, String label, String text) {
        Map<String, String> labels = new LinkedHashMap<>(alert.labels());
        labels.put(label, text);
        return new Alert(labels, alert.annotations(), alert.startsAt(), alert.endsAt());
    }

    static Alert between(Alert alert, Instant startsAt, Instant endsAt) {
        return new Alert(alert.labels(), alert.annotations(), startsAt, endsAt);
    }

    static Alert over(Alert alert) {
        return between(alert, alert.startsAt(), Instant.now());
    }
}
