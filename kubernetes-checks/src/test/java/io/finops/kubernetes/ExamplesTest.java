package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** deploy/kubernetes/examples, for programs whose types are not here: what they name of this repository exists, and the chart takes their values. */
class ExamplesTest {
    private static final String FOLDER = "deploy/kubernetes/examples/";

    @TempDir
    private Path folder;

    @Test
    void theChartTakesArgosValues() throws IOException {
        Map<?, ?> source = example("argocd-application.yaml").map("spec", "source");
        assertThat(Repository.file(String.valueOf(source.get("path")))).isEqualTo(Chart.FOLDER);
        Path values = Files.writeString(
                folder.resolve("values.yaml"), new Yaml().dump(Manifest.at(source, "helm", "valuesObject")));
        assertThat(Chart.manifests(values))
                .extracting(Manifest::kind)
                .contains("Deployment", "PrometheusRule", "PodMonitor");
    }

    @Test
    void argoLeavesTheReplicasToTheAutoscaler() {
        Manifest application = example("argocd-application.yaml");
        Map<?, ?> ignored =
                Manifest.maps(application.map("spec").get("ignoreDifferences")).get(0);
        assertThat(ignored.get("jsonPointers")).isEqualTo(List.of("/spec/replicas"));
        assertThat(Chart.manifests())
                .filteredOn(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .allSatisfy(scaler -> assertThat(
                                scaler.map("spec", "scaleTargetRef").get("name"))
                        .isEqualTo(ignored.get("name")));
    }

    @Test
    void fluxBuildsAnOverlayFromTheSourceBesideIt() {
        List<Manifest> flux = Manifest.parse(Repository.read(FOLDER + "flux-kustomization.yaml"));
        Manifest source = flux.get(0);
        Manifest kustomization = flux.get(1);
        assertThat(Repository.file(kustomization.text("spec", "path") + "/kustomization.yaml"))
                .exists();
        assertThat(kustomization.text("spec", "sourceRef", "name")).isEqualTo(source.name());
        assertThat(kustomization.text("spec", "sourceRef", "kind")).isEqualTo(source.kind());
    }

    @Test
    void theAdapterServesWhatTheAutoscalerAsksFor() {
        String asked = Chart.withEverything().stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .flatMap(scaler -> Manifest.maps(scaler.map("spec").get("metrics")).stream())
                .filter(metric -> "Pods".equals(metric.get("type")))
                .map(metric -> String.valueOf(Manifest.at(metric, "pods", "metric", "name")))
                .findFirst()
                .orElseThrow();
        Map<?, ?> rule = Manifest.maps(
                        Manifest.at(Repository.yaml(FOLDER + "prometheus-adapter.yaml"), "rules", "custom"))
                .get(0);
        assertThat(String.valueOf(rule.get("seriesQuery"))).startsWith(asked + "{");
        assertThat(Repository.read("docs/metrics.yml")).contains("names: [" + asked + "]");
    }

    private static Manifest example(String file) {
        return Manifest.parse(Repository.read(FOLDER + file)).get(0);
    }
}
