package io.finops.alertaudit;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/**
 * Publishes what the trail says of the last 30 days. Gauges over a fixed window instead of counters, because the trail is the source: a restart, of this process or of Prometheus, changes none of them.
 */
final class IncidentMetrics {
    private final Incidents incidents;
    private final Clock clock;

    private IncidentMetrics(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    static void register(PrometheusRegistry registry, Incidents incidents, Clock clock) {
        IncidentMetrics metrics = new IncidentMetrics(incidents, clock);
        metrics.gauge(registry, "alert_audit_incidents", "Incidents resolved in 30 days.", Incidents.Figures::resolved);
        metrics.gauge(registry, "alert_audit_incidents_open", "Incidents that go on.", Incidents.Figures::open);
        metrics.gauge(
                registry,
                "alert_audit_incident_resolve_seconds",
                "Mean time from an incident's beginning to its end, of those resolved in 30 days.",
                Incidents.Figures::resolveSeconds);
        metrics.gauge(
                registry,
                "alert_audit_told_seconds",
                "Mean time from an alert's beginning until the trail had it, in 30 days.",
                Incidents.Figures::toldSeconds);
        metrics.gauge(
                registry,
                "alert_audit_messages",
                "Messages to receivers other than the trail, in 30 days.",
                Incidents.Figures::messages);
        GaugeWithCallback.builder()
                .name("alert_audit_alert_messages")
                .help("Messages of the last 7 days that named an alert.")
                .labelNames("alertname")
                .callback(series ->
                        incidents.messagesByAlert(clock.instant()).forEach((alert, count) -> series.call(count, alert)))
                .register(registry);
    }

    private void gauge(
            PrometheusRegistry registry, String name, String help, ToDoubleFunction<Incidents.Figures> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("severity")
                .callback(series -> incidents.figures(clock.instant()).forEach((severity, figures) -> {
                    double value = figure.applyAsDouble(figures);
                    if (!Double.isNaN(value)) {
                        series.call(value, severity);
                    }
                }))
                .register(registry);
    }
}
