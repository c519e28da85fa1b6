package io.finops.alertaudit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters on {@code /metrics}, in Prometheus' text format. Every series exists from the start. */
final class AuditMetrics {
    private final LongAdder firing = new LongAdder();
    private final LongAdder resolved = new LongAdder();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder truncated = new LongAdder();
    private final AtomicLong lastReceivedMillis = new AtomicLong();
    private final Instant started;

    AuditMetrics(Instant started) {
        this.started = started;
    }

    /** A notification whose new entries are on disk; none of them new means that it was a retry. */
    void recorded(AlertNotification notification, List<AuditEntry> entries) {
        (entries.isEmpty() ? repeated : recorded).increment();
        truncated.add(notification.truncatedAlerts());
        for (AuditEntry entry : entries) {
            (entry.status().equals("firing") ? firing : resolved).increment();
            lastReceivedMillis.set(entry.receivedAt().toEpochMilli());
        }
    }

    /** No token, too long, or not a notification. */
    void refused() {
        refused.increment();
    }

    /** Could not be written. */
    void failed() {
        failed.increment();
    }

    String render(long trailBytes) {
        StringBuilder out = new StringBuilder();
        family(out, "alert_audit_alerts_received_total", "counter", "Alerts written to the trail, by status.");
        sample(out, "alert_audit_alerts_received_total{status=\"firing\"}", firing.sum());
        sample(out, "alert_audit_alerts_received_total{status=\"resolved\"}", resolved.sum());
        family(out, "alert_audit_notifications_total", "counter", "Notifications by what became of them.");
        sample(out, "alert_audit_notifications_total{outcome=\"recorded\"}", recorded.sum());
        sample(out, "alert_audit_notifications_total{outcome=\"repeated\"}", repeated.sum());
        sample(out, "alert_audit_notifications_total{outcome=\"refused\"}", refused.sum());
        sample(out, "alert_audit_notifications_total{outcome=\"failed\"}", failed.sum());
        family(out, "alert_audit_alerts_truncated_total", "counter", "Alerts that Alertmanager left out of messages.");
        sample(out, "alert_audit_alerts_truncated_total", truncated.sum());
        family(out, "alert_audit_last_alert_timestamp_seconds", "gauge", "When an alert last came in; 0 if never.");
        sample(out, "alert_audit_last_alert_timestamp_seconds", lastReceivedMillis.get() / 1000);
        family(out, "alert_audit_trail_bytes", "gauge", "Size of the trail on disk.");
        sample(out, "alert_audit_trail_bytes", trailBytes);
        family(out, "process_start_time_seconds", "gauge", "Start time of the process since the epoch.");
        sample(out, "process_start_time_seconds", started.getEpochSecond());
        return out.toString();
    }

    private static void family(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder out, String series, long value) {
        out.append(series).append(' ').append(value).append('\n');
    }
}
