package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.plan.JvmOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers that a document and the code both state are the same. */
class DocumentedNumbersTest {
    private static final String COMPOSE = "deploy/compose/compose.yaml";

    @Test
    void envExampleStatesTheDefaultsOfCompose() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (MatchResult setting : RepositoryFiles.find(COMPOSE, "(?<!\\$)\\$\\{([A-Z_]+):-((?:[^{}]|\\{[^}]*})*)}")) {
            // A default that is itself a variable is an older name of the same setting, not a value.
            if (!setting.group(2).isEmpty() && !setting.group(2).startsWith("${")) {
                defaults.put(setting.group(1), setting.group(2));
            }
        }
        assertThat(defaults).hasSizeGreaterThan(15);
        defaults.put("GRAFANA_URL", "http://localhost:3000");
        Map<String, String> stated = new TreeMap<>();
        for (MatchResult line : RepositoryFiles.find(".env.example", "(?m)^#([A-Z_]+)=(.+)$")) {
            stated.put(line.group(1), line.group(2));
        }
        // These belong to aws.yaml, and to settings whose default is another program's.
        stated.keySet().removeAll(List.of("AWS_PROFILE", "FINOPS_AWS_FOLDER", "FINOPS_AWS_UID"));
        stated.keySet().removeAll(List.of("TELEGRAM_API_URL", "PAGERDUTY_URL"));
        assertThat(stated).isEqualTo(defaults);
    }

    @Test
    void composePublishesThePortsThatTheNativeStackHas() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PAYMENTS", "payments-service");
        variables.put("COST_EXPORTER", "cost-exporter");
        variables.put("SIMULATORS", "simulators");
        variables.put("TRAFFIC", "traffic-generator");
        variables.put("ALERT_AUDIT", "alert-audit");
        variables.put("GRAFANA", "grafana");
        variables.put("LOKI", "loki");
        variables.put("TEMPO", "tempo");
        variables.put("PYROSCOPE", "pyroscope");
        variables.put("PROMETHEUS", "prometheus");
        variables.put("ALERTMANAGER", "alertmanager");
        String compose = RepositoryFiles.read(COMPOSE);
        variables.forEach((variable, component) -> assertThat(compose)
                .contains(
                        "${" + variable + "_PORT:-" + new Ports(0).of(component) + "}:" + new Ports(0).of(component)));
    }

    @Test
    void readmeNamesNoPortThatNobodyListensOn() throws IOException {
        List<Integer> ports = RepositoryFiles.find("README.md", "localhost:(\\d+)").stream()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
        assertThat(ports).isNotEmpty();
        assertThat(Ports.documentedPorts().values()).containsAll(ports);
    }

    @Test
    void anOffsetInADocumentMovesNoPortOntoAnotherThatIsDocumented() throws IOException {
        for (String document : List.of("README.md", "CONTRIBUTING.md", "docs/tour.md", "docs/images-and-ports.md")) {
            for (MatchResult offset : RepositoryFiles.find(document, "--port-offset[= ](\\d+)")) {
                Ports moved = new Ports(Integer.parseInt(offset.group(1)));
                assertThat(Ports.documentedPorts().keySet().stream().map(moved::of))
                        .as("%s in %s", offset.group(), document)
                        .doesNotContainAnyElementsOf(Ports.documentedPorts().values());
            }
        }
    }

    @Test
    void imagesUsersAndMemoryLimitsAreThoseOfCompose() throws IOException {
        Map<String, String> images = new LinkedHashMap<>();
        for (MatchResult image : RepositoryFiles.find(COMPOSE, "&([\\w-]+-image) (\\S+)")) {
            images.put(image.group(1), image.group(2));
        }
        Map<String, String> documented = new LinkedHashMap<>();
        for (MatchResult row : RepositoryFiles.find(
                "docs/images-and-ports.md",
                "(?m)^\\| `([\\w-]+)`[^|]*\\| ([^|]*) \\|[^|]*\\|[^|]*\\| (\\d+) MiB \\|")) {
            documented.put(row.group(1), row.group(3) + "m " + row.group(2).replace("`", ""));
        }
        Map<String, String> running = new LinkedHashMap<>();
        for (MatchResult service : RepositoryFiles.find(COMPOSE, "(?m)^  ([a-z-]+):\\n((?:    .*\\n|\\n)+)")) {
            String body = service.group(2);
            MatchResult memory = first(body, "mem_limit: (\\d+m)");
            MatchResult image = first(body, "image: \\*([\\w-]+)");
            if (memory != null) {
                String from = image == null
                        ? "built here" + (service.group(1).equals("secrets") ? ", local-stack" : "")
                        : String.valueOf(images.get(image.group(1)));
                running.put(service.group(1), memory.group(1) + " " + from);
            }
        }
        assertThat(running).hasSizeGreaterThan(15);
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(running);
    }

    @Test
    void metricsAreKeptForTheSameTimeEveryWay() throws IOException {
        assertThat(RepositoryFiles.read("local-stack/src/main/java/io/finops/localstack/plan/Monitoring.java"))
                .contains("--storage.tsdb.retention.time=40d");
        assertThat(RepositoryFiles.read("prometheus/prometheus.yml")).contains("--storage.tsdb.retention.time=40d");
        assertThat(RepositoryFiles.read(COMPOSE)).contains("${PROMETHEUS_RETENTION:-40d}");
        assertThat(RepositoryFiles.read("docs/images-and-ports.md")).contains("| 40 days:");
    }

    @Test
    void jvmOptionsAreStatedInTheTableAlone() throws IOException {
        assertThat(RepositoryFiles.find(COMPOSE, "_JAVA_OPTS:-([^}]+)}"))
                .as("defaults of Compose's own")
                .isEmpty();
        JvmOptions options = new JvmOptions(Map.of());
        String performance = RepositoryFiles.read("docs/performance.md");
        assertThat(options.of("payments-service")).contains("-Xmx128m");
        assertThat(performance).contains("The heap is 128 MiB");
    }

    private static @Nullable MatchResult first(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElse(null);
    }
}
