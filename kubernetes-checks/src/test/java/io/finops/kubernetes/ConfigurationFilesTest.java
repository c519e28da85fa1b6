package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ConfigMaps, and the operator's objects, say what the repository's own files say: all of them, and within 1 MiB. */
class ConfigurationFilesTest {
    /** Of 1,048,576 bytes: the rest is for names, labels and growth that somebody notices. */
    private static final int ROOM = 800_000;

    private static final List<Manifest> CHART = Chart.withEverything();

    @ParameterizedTest
    @CsvSource({
        "prometheus,rules,yml",
        "grafana,dashboards,json",
        "grafana,provisioning,yaml",
        "alertmanager,templates,tmpl"
    })
    void everyFileOfTheFolderIsPacked(String component, String folder, String ending) {
        Path root = Repository.file(component);
        assertThat(packed(component))
                .containsAll(
                        Repository.files(
                                        component + "/" + folder,
                                        file -> file.toString().endsWith("." + ending))
                                .stream()
                                .map(file -> root.relativize(file).toString())
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "grafana", "alertmanager", "loki", "tempo", "promtail", "deploy/compose"})
    void whatIsPackedIsThereAndFitsIntoAConfigMap(String component) {
        for (Map<?, ?> generator : generators(component)) {
            int size = 0;
            for (Object file : Manifest.list(generator.get("files"))) {
                size += Repository.read(component + "/" + file).length();
            }
            assertThat(size).as(String.valueOf(generator.get("name"))).isBetween(1, ROOM);
        }
    }

    @Test
    void theOperatorsRulesAreThePlainFilesWithTheirLinksWrittenOut() {
        List<Manifest> rules = CHART.stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .toList();
        List<Path> files =
                Repository.files("prometheus/rules", file -> file.toString().endsWith(".yml"));
        assertThat(rules).hasSameSizeAs(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            String name = "finops-" + String.valueOf(file.getFileName()).replace(".yml", "");
            Manifest rule = rules.stream()
                    .filter(manifest -> manifest.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            String text = Repository.read(file)
                    .replace("{{ $externalLabels.grafana_url }}", "https://grafana.example.com")
                    .replace("{{ $externalLabels.runbooks_url }}", "https://runbooks.example.com");
            assertThat(rule.map("spec"))
                    .isEqualTo(Map.of("groups", Repository.yamlOf(text).get("groups")));
            assertThat(text).doesNotContain("externalLabels");
        }
    }

    @Test
    void theChartsDashboardsAreTheFilesOfTheirFolder() {
        List<Manifest> dashboards = CHART.stream()
                .filter(manifest -> manifest.name().startsWith("dashboard-"))
                .toList();
        List<Path> files =
                Repository.files("grafana/dashboards", file -> file.toString().endsWith(".json"));
        assertThat(dashboards).hasSameSizeAs(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            Manifest dashboard = dashboards.stream()
                    .filter(manifest -> manifest.map("data").containsKey(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(dashboard.text("data", name).strip())
                    .isEqualTo(Repository.read(file).strip());
            assertThat(dashboard.text("metadata", "annotations", "grafana_folder"))
                    .isEqualTo(String.valueOf(file.getName(file.getNameCount() - 2)));
            assertThat(dashboard.text("metadata", "labels", "grafana_dashboard"))
                    .isEqualTo("1");
        }
    }

    private static Set<String> packed(String component) {
        return generators(component).stream()
                .flatMap(generator -> Manifest.list(generator.get("files")).stream())
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Map<?, ?>> generators(String component) {
        return Manifest.maps(Repository.yaml(component + "/kustomization.yaml").get("configMapGenerator"));
    }
}
