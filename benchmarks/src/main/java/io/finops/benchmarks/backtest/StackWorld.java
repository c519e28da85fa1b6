package io.finops.benchmarks.backtest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the other parts publish and rules look at: values that stay as they are and counters that stand still, unless something is wrong. */
final class StackWorld {
    static final String LOKI = up("loki", "loki:3100");
    static final String TEMPO = up("tempo", "tempo:3200");
    static final String TRAFFIC = up("traffic-generator", "traffic-generator:8083");
    static final String AUDIT = up("alert-audit", "alert-audit:8084");
    static final String EXPORTER = up("cost-exporter", "cost-exporter:8081");
    static final String DISK = "node_filesystem_avail_bytes{mountpoint=\"/\",fstype=\"ext4\",job=\"node-exporter\"}";
    static final String MEMORY = "node_memory_MemAvailable_bytes{job=\"node-exporter\"}";
    static final String PROBE = "probe_success{job=\"probes\",instance=\"http://payments-service:8080/healthz\"}";
    static final String SPEND_COLLECTOR = "cost_exporter_collector_up{collector=\"spend/service\"," + exporter();
    static final String FORECAST_COLLECTOR = "cost_exporter_collector_up{collector=\"forecast\"," + exporter();
    static final String DENIED =
            "cost_exporter_collector_failing{collector=\"spend/service\",reason=\"access_denied\"," + exporter();
    static final String REQUEST_BUDGET = "cost_exporter_aws_request_budget_remaining{" + exporter();
    static final String GUARDRAIL = "finops_guardrail_breached{guardrail=\"month\",dry_run=\"true\"," + exporter();
    static final String AUDIT_FAILED = "alert_audit_notifications_total{outcome=\"failed\",job=\"alert-audit\"}";
    static final String SLACK_FAILED =
            "alertmanager_notifications_failed_total{integration=\"slack\",job=\"alertmanager\"}";
    static final String NOTIFY_ERRORS = "prometheus_notifications_errors_total{job=\"prometheus\"}";
    static final String RULE_FAILURES =
            "prometheus_rule_evaluation_failures_total{rule_group=\"payments-fast\",job=\"prometheus\"}";
    static final String RULES_TOOK =
            "prometheus_rule_group_last_duration_seconds{rule_group=\"slo\",job=\"prometheus\"}";
    static final String RELEASE = "cost_exporter_build_info{version=\"1.0\",commit=\"a\"," + exporter();
    static final String NEXT_RELEASE = "cost_exporter_build_info{version=\"1.1\",commit=\"b\"," + exporter();
    static final String NEW_ERROR =
            "errors_total{service=\"cost-exporter\",fingerprint=\"0a0b0c0d\",type=\"NullPointerException\","
                    + exporter();
    static final String CONFIGURATION = "prometheus_config_last_reload_successful{job=\"prometheus\"}";

    static final String CPU_REQUESTED = "kube_pod_container_resource_requests{resource=\"cpu\"," + workload();

    private static final double GIB = 1 << 30;
    private static final double MISSED = 1.0 / 2000;

    private final Chance chance;
    private final Map<String, Double> gauges = new LinkedHashMap<>();
    private final Map<String, Double> counters = new LinkedHashMap<>();
    private final long started;
    private long time;

    StackWorld(Chance chance, long started) {
        this.chance = chance;
        this.started = started;
        for (String up : new String[] {
            LOKI,
            TEMPO,
            TRAFFIC,
            AUDIT,
            EXPORTER,
            up("alertmanager", "alertmanager:9093"),
            up("prometheus", "prometheus:9090")
        }) {
            gauges.put(up, 1.0);
        }
        gauges.put("node_filesystem_size_bytes{mountpoint=\"/\",fstype=\"ext4\",job=\"node-exporter\"}", 100 * GIB);
        gauges.put("node_memory_MemTotal_bytes{job=\"node-exporter\"}", 16 * GIB);
        gauges.put(PROBE, 1.0);
        gauges.put(CPU_REQUESTED, 0.5);
        gauges.put("kube_pod_container_resource_requests{resource=\"memory\"," + workload(), GIB / 2);
        gauges.put("kube_pod_status_phase{phase=\"Running\",namespace=\"finops\",pod=\"payments-service-a\"}", 1.0);
        gauges.put("container_memory_working_set_bytes{" + workload(), GIB / 4);
        gauges.put(SPEND_COLLECTOR, 1.0);
        gauges.put(FORECAST_COLLECTOR, 1.0);
        gauges.put(DENIED, 0.0);
        gauges.put(REQUEST_BUDGET, 60.0);
        gauges.put(GUARDRAIL, 0.0);
        gauges.put("prometheus_notifications_alertmanagers_discovered{job=\"prometheus\"}", 1.0);
        gauges.put(RULES_TOOK, 0.01);
        gauges.put(CONFIGURATION, 1.0);
        gauges.put(RELEASE, 1.0);
        gauges.put(NEXT_RELEASE, 0.0);
        gauges.put("alertmanager_config_last_reload_successful{job=\"alertmanager\"}", 1.0);
        for (String counter : new String[] {
            "container_cpu_usage_seconds_total{" + workload(),
            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"throttled\"," + exporter(),
            AUDIT_FAILED,
            "alert_audit_notifications_total{outcome=\"refused\",job=\"alert-audit\"}",
            SLACK_FAILED,
            NOTIFY_ERRORS,
            "prometheus_notifications_dropped_total{job=\"prometheus\"}",
            RULE_FAILURES,
            NEW_ERROR,
            "prometheus_rule_group_iterations_missed_total{rule_group=\"slo\",job=\"prometheus\"}",
        }) {
            counters.put(counter, 0.0);
        }
        counters.put("alertmanager_notifications_total{integration=\"slack\",job=\"alertmanager\"}", 0.0);
    }

    void tick(long now, Conditions conditions) {
        int seconds = (int) (time == 0 ? 0 : now - time);
        time = now;
        counters.replaceAll((series, value) -> value + seconds * conditions.perSecondOf(series));
        // Somebody sends a notification now and then, and a call to AWS is throttled.
        counters.computeIfPresent(
                "alertmanager_notifications_total{integration=\"slack\",job=\"alertmanager\"}",
                (series, value) -> value + chance.poisson(seconds / 3600.0));
        counters.computeIfPresent(
                "cost_exporter_errors_total{collector=\"spend/service\",reason=\"throttled\"," + exporter(),
                (series, value) -> value + chance.poisson(seconds / 86_400.0));
    }

    void expose(SampleSink out, Conditions now) throws IOException {
        for (Map.Entry<String, Double> gauge : gauges.entrySet()) {
            boolean missed = gauge.getKey().startsWith("up{") && (chance.happens(MISSED) || now.starting);
            out.sample(gauge.getKey(), missed ? 0 : now.gaugeOr(gauge.getKey(), gauge.getValue()));
        }
        for (Map.Entry<String, Double> counter : counters.entrySet()) {
            out.sample(counter.getKey(), counter.getValue());
        }
        // Fills through the week and is cleaned on Sundays; memory comes and goes.
        double week = (double) ((time - started) % (7 * 86_400)) / (7 * 86_400);
        out.sample(DISK, now.gaugeOr(DISK, (55 - 15 * week) * GIB));
        out.sample(MEMORY, now.gaugeOr(MEMORY, (5 + 1.5 * Math.sin((double) time / 5000)) * GIB));
        if (!now.starting) {
            out.sample("process_start_time_seconds{" + exporter(), (double) now.prometheusSince);
        }
    }

    /** For how long Prometheus has been evaluating, as it records at each evaluation. */
    void exposeWatching(SampleSink out, Conditions now) throws IOException {
        out.sample("finops:prometheus_watching:seconds", (double) (time - now.prometheusSince));
    }

    private static String up(String job, String instance) {
        return "up{job=\"" + job + "\",instance=\"" + instance + "\"}";
    }

    private static String workload() {
        return "namespace=\"finops\",pod=\"payments-service-a\",container=\"payments-service\"}";
    }

    private static String exporter() {
        return "job=\"cost-exporter\",instance=\"cost-exporter:8081\"}";
    }
}
