package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus on Kubernetes scrapes what it scrapes elsewhere, under the same names and as often, plain or by the operator. */
class DiscoveryTest {
    private static final Map<?, ?> PLAIN = Repository.yaml("prometheus/prometheus.yml");
    private static final Map<?, ?> KUBERNETES =
            Repository.yaml("deploy/kubernetes/components/monitoring/files/prometheus.yml");

    /** Parts that are optional elsewhere and not in this form of the stack; the rest of the jobs are no pods that are scraped by annotation. */
    private static final List<String> WITHOUT_PODS =
            List.of("alloy", "cadvisor", "probes", "pushgateway", "pyroscope", "span-metrics");

    @Test
    void everyJobIsAPodThatAsksToBeScrapedAsOften() {
        Map<String, String> intervals = new TreeMap<>();
        jobs(PLAIN).forEach((name, job) -> {
            if (!WITHOUT_PODS.contains(name)) {
                intervals.put(
                        name, job.containsKey("scrape_interval") ? String.valueOf(job.get("scrape_interval")) : "15s");
            }
        });
        Map<String, String> annotated = new TreeMap<>();
        Stream.concat(Repository.manifests().stream(), Repository.agents().stream())
                .filter(manifest -> "true".equals(manifest.podAnnotations().get("prometheus.io/scrape")))
                .forEach(manifest -> {
                    assertThat(manifest.podLabels().get("app.kubernetes.io/name"))
                            .isEqualTo(manifest.name());
                    assertThat(manifest.podAnnotations().get("prometheus.io/path"))
                            .isEqualTo("/metrics");
                    annotated.put(
                            manifest.name(),
                            String.valueOf(manifest.podAnnotations().get("prometheus.io/scrape-interval")));
                });
        assertThat(annotated.remove("kube-state-metrics")).isEqualTo("15s");
        assertThat(annotated).isEqualTo(intervals);
    }

    @Test
    void everyScrapedPortIsAPortOfThePod() {
        assertThat(Stream.concat(Repository.manifests().stream(), Repository.agents().stream())
                        .filter(manifest -> manifest.podAnnotations().containsKey("prometheus.io/port")))
                .hasSizeGreaterThan(10)
                .allSatisfy(manifest -> assertThat(manifest.containers())
                        .flatExtracting(container -> Manifest.maps(container.get("ports")))
                        .extracting(port -> String.valueOf(((Map<?, ?>) port).get("containerPort")))
                        .contains(String.valueOf(manifest.podAnnotations().get("prometheus.io/port"))));
    }

    @Test
    void whatIsNotDiscoveryIsTheSame() {
        assertThat(KUBERNETES.get("global")).isEqualTo(PLAIN.get("global"));
        assertThat(KUBERNETES.get("storage")).isEqualTo(PLAIN.get("storage"));
        assertThat(KUBERNETES.get("rule_files")).isEqualTo(PLAIN.get("rule_files"));
        assertThat(Manifest.at(KUBERNETES, "alerting", "alert_relabel_configs"))
                .isEqualTo(Manifest.at(PLAIN, "alerting", "alert_relabel_configs"));
        for (String job : List.of("probes", "span-metrics")) {
            assertThat(withoutDiscovery(KUBERNETES, job)).isEqualTo(withoutDiscovery(PLAIN, job));
        }
    }

    @Test
    void theOperatorScrapesOursAsOftenAndUnderTheSameNames() {
        List<Manifest> monitors = Chart.withEverything().stream()
                .filter(manifest -> manifest.kind().equals("PodMonitor"))
                .toList();
        assertThat(monitors)
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("payments-service", "cost-exporter", "alert-audit", "report");
        for (Manifest monitor : monitors) {
            Manifest workload = Repository.manifests().stream()
                    .filter(manifest -> manifest.makesPods() && manifest.name().equals(monitor.name()))
                    .findFirst()
                    .orElseThrow();
            Map<?, ?> endpoint = Manifest.maps(monitor.map("spec").get("podMetricsEndpoints"))
                    .get(0);
            assertThat(monitor.text("spec", "jobLabel")).isEqualTo("app.kubernetes.io/name");
            assertThat(Manifest.strings(workload.podLabels()))
                    .containsAllEntriesOf(Manifest.strings(monitor.map("spec", "selector", "matchLabels")));
            assertThat(endpoint.get("interval"))
                    .isEqualTo(workload.podAnnotations().get("prometheus.io/scrape-interval"));
            assertThat(workload.containers())
                    .flatExtracting(container -> Manifest.maps(container.get("ports")))
                    .filteredOn(port -> Objects.equals(endpoint.get("port"), ((Map<?, ?>) port).get("name")))
                    .extracting(port -> String.valueOf(((Map<?, ?>) port).get("containerPort")))
                    .containsExactly(String.valueOf(workload.podAnnotations().get("prometheus.io/port")));
        }
    }

    private static Map<?, ?> withoutDiscovery(Map<?, ?> configuration, String name) {
        Map<Object, Object> job = new LinkedHashMap<>(jobs(configuration).get(name));
        job.keySet().removeIf(key -> key.toString().endsWith("_sd_configs") || key.equals("static_configs"));
        return job;
    }

    private static Map<String, Map<?, ?>> jobs(Map<?, ?> configuration) {
        Map<String, Map<?, ?>> jobs = new LinkedHashMap<>();
        Manifest.maps(configuration.get("scrape_configs"))
                .forEach(job -> jobs.put(String.valueOf(job.get("job_name")), job));
        return jobs;
    }
}
