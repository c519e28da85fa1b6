package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What Prometheus keeps of a pushgateway: anything but the names that this stack builds on. */
class PushedMetricsTest {
    private final Pattern dropped;

    PushedMetricsTest() throws IOException {
        Map<?, ?> configuration = new Yaml().load(RepositoryFiles.read("prometheus/prometheus.yml"));
        Map<?, ?> job = ((List<?>) Objects.requireNonNull(configuration.get("scrape_configs")))
                .stream()
                        .map(Map.class::cast)
                        .filter(each -> "pushgateway".equals(each.get("job_name")))
                        .findFirst()
                        .orElseThrow();
        List<?> relabelling = (List<?>) Objects.requireNonNull(job.get("metric_relabel_configs"));
        Map<?, ?> rule = (Map<?, ?>) relabelling.get(0);
        assertThat(relabelling).hasSize(1);
        assertThat(rule.get("action")).isEqualTo("drop");
        dropped = Pattern.compile(String.valueOf(rule.get("regex")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "batch_run_passed",
                "batch_run_end_timestamp_seconds",
                "backup_last_success_timestamp_seconds",
                "my_app_total",
                "job_duration_seconds",
                "nightly_node_count",
                "push_time_seconds",
                "push_failure_time_seconds"
            })
    void keepsABatchJobsOwnNames(String name) {
        assertThat(dropped.matcher(name).matches()).isFalse();
    }

    @Test
    void dropsEveryNameOfTheMetricContractAndOfTheServersAndEveryRecordedOne() throws IOException {
        Set<String> names = new TreeSet<>(MetricReference.read().names());
        try (Stream<Path> rules = Files.list(RepositoryFiles.file("prometheus/rules"))) {
            for (Path file : rules.toList()) {
                names.addAll(found(Files.readString(file), "record: (\\S+)"));
            }
        }
        names.addAll(found(Files.readString(otherNames()), "(?m)^([a-zA-Z_]+)$"));
        // What batch jobs push: a panel lists it, and nothing else builds on it.
        names.removeIf(name -> name.startsWith("batch_run_"));
        assertThat(names)
                .hasSizeGreaterThan(100)
                .contains(
                        "app_revenue_total",
                        "cloud_bill_run_rate_usd_per_second",
                        "up",
                        "alert_audit_alerts_received_total");
        assertThat(names.stream().filter(name -> !dropped.matcher(name).matches()))
                .as("can be forged by whoever can push")
                .isEmpty();
    }

    /** The names that dashboards use and others publish. */
    private static Path otherNames() throws IOException {
        try (Stream<Path> modules = Files.list(RepositoryFiles.file(""))) {
            return modules.map(module -> module.resolve("src/test/resources/dashboards/exporter-metrics.txt"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
