package io.finops.localstack.repository;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The metrics of the two services and of the report, as {@code docs/metrics.yml} lists them. */
final class MetricReference {
    private static final Set<String> FIELDS = Set.of("names", "type", "labels", "unit", "iam", "begins", "meaning");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

    private final Map<String, List<Map<String, Object>>> metrics;

    private MetricReference(Map<String, List<Map<String, Object>>> metrics) {
        this.metrics = metrics;
    }

    static MetricReference read() throws IOException {
        return new MetricReference(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(RepositoryFiles.read("docs/metrics.yml")));
    }

    /** Metrics that share a row of the table. */
    record Row(List<String> names, String type, List<String> labels, String unit, List<String> iam, String meaning) {
        private static Row of(Map<String, Object> entry) {
            if (!FIELDS.containsAll(entry.keySet()) || !TYPES.contains(entry.get("type"))) {
                throw new IllegalArgumentException("a field or a type that there is not: " + entry);
            }
            return new Row(
                    texts(entry, "names"),
                    text(entry, "type"),
                    texts(entry, "labels"),
                    entry.containsKey("unit") ? text(entry, "unit") : "",
                    texts(entry, "iam"),
                    text(entry, "meaning"));
        }

        private static String text(Map<String, Object> entry, String field) {
            return Objects.requireNonNull(entry.get(field), () -> field + " of " + entry)
                    .toString();
        }

        private static List<String> texts(Map<String, Object> entry, String field) {
            return entry.get(field) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }

    List<Row> of(String service) {
        return Objects.requireNonNull(metrics.get(service), service).stream()
                .map(Row::of)
                .toList();
    }

    Set<String> names() {
        return metrics.keySet().stream()
                .flatMap(service -> of(service).stream())
                .flatMap(row -> row.names().stream())
                .collect(Collectors.toSet());
    }
}
