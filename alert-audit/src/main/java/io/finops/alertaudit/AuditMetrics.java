package io.finops.alertaudit;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** What {@code /metrics} publishes, in Prometheus's text format. Every counter exists from the start. Thread-safe. */
final class AuditMetrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();
    private final Counter alerts = Counter.builder()
            .name("alert_audit_alerts_received_total")
            .help("Alerts written to the trail, by status.")
            .labelNames("status")
            .withoutExemplars()
            .register(registry);
    private final Counter notifications = Counter.builder()
            .name("alert_audit_notifications_total")
            .help("Notifications by outcome.")
            .labelNames("outcome")
            .withoutExemplars()
            .register(registry);
    private final Counter truncated = Counter.builder()
            .name("alert_audit_alerts_truncated_total")
            .help("Alerts that Alertmanager left out of messages.")
            .withoutExemplars()
            .register(registry);
    private final Gauge lastAlert = Gauge.builder()
            .name("alert_audit_last_alert_timestamp_seconds")
            .help("When the last alert came in; 0 if never.")
            .withoutExemplars()
            .register(registry);
    private final Gauge trailBytes = Gauge.builder()
            .name("alert_audit_trail_bytes")
            .help("Size of the trail on disk.")
            .withoutExemplars()
            .register(registry);

    private final Incidents incidents;

    /** @param incidents as far as the trail already tells of them */
    AuditMetrics(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        IncidentMetrics.register(registry, incidents, clock);
        List.of("firing", "resolved").forEach(alerts::initLabelValues);
        List.of("recorded", "repeated", "refused", "failed").forEach(notifications::initLabelValues);
        Gauge.builder()
                .name("process_start_time_seconds")
                .help("Start time of the process since the epoch.")
                .withoutExemplars()
                .register(registry)
                .set((double) clock.instant().getEpochSecond());
    }

    /** A notification whose new entries are on disk; none of them new means that it was a retry. */
    void recorded(AlertNotification notification, List<AuditEntry> entries) {
        notifications.labelValues(entries.isEmpty() ? "repeated" : "recorded").inc();
        truncated.inc(notification.truncatedAlerts());
        for (AuditEntry entry : entries) {
            alerts.labelValues(entry.status().equals("firing") ? "firing" : "resolved")
                    .inc();
            incidents.add(entry);
            lastAlert.set((double) entry.receivedAt().getEpochSecond());
        }
    }

    /** No token, too long, or not a notification. */
    void refused() {
        notifications.labelValues("refused").inc();
    }

    /** Could not be written. */
    void failed() {
        notifications.labelValues("failed").inc();
    }

    /** The page. */
    String render(long bytesOfTrail) {
        trailBytes.set((double) bytesOfTrail);
        ByteArrayOutputStream page = new ByteArrayOutputStream(2048);
        try {
            format.write(page, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }
}
