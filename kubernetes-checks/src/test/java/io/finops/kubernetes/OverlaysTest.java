package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Kustomize makes of the overlays. It exists as a program only: without kubectl or kustomize on the PATH these are reported as
 * skipped, and every file that an overlay is made of is still checked by the other tests.
 */
class OverlaysTest {
    /** Log files, for Promtail; where metrics are, which is loopback's question there; and a token that nobody uses here. */
    private static final Set<String> ONLY_IN_COMPOSE = Set.of(
            "JAVA_OPTS",
            "LOG_FILE",
            "LOG_CONFIG",
            "LOGGING_CONFIG",
            "MANAGEMENT_SERVER_PORT",
            "PYROSCOPE_SERVER_ADDRESS",
            "COST_EXPORTER_REFRESH_TOKEN_FILE");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void isWholeAndValid(String overlay) throws Exception {
        List<Manifest> manifests = Manifest.parse(build(overlay));
        StrictApi api = new StrictApi();
        assertThat(manifests)
                .hasSizeGreaterThan(20)
                .allSatisfy(manifest -> assertThat(api.complaint(manifest)).isEmpty());
        assertThat(missingConfigMaps(manifests)).isEmpty();
        assertThat(manifests)
                .filteredOn(manifest -> !Set.of("Namespace", "ClusterRole", "ClusterRoleBinding")
                        .contains(manifest.kind()))
                .allSatisfy(manifest -> assertThat(manifest.text("metadata", "namespace"))
                        .isIn(
                                overlay.equals("local")
                                        ? List.of("finops", "finops-node")
                                        : List.of("finops-" + overlay)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void nothingOfTheDemoLeavesTheDemo(String overlay) throws Exception {
        String built = build(overlay);
        assertThat(built)
                .doesNotContain("simulat", "traffic-generator", "image: postgres:", "COST_EXPORTER_AWS_ENDPOINT");
        assertThat(built).contains("DRY_RUN", "kind: ScheduledBackup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"payments-service", "cost-exporter", "alert-audit", "simulators", "traffic-generator", "report"})
    void theDemosServicesAreToldWhatComposeTellsThem(String service) throws Exception {
        Manifest workload = Manifest.parse(build("local")).stream()
                .filter(manifest -> manifest.makesPods() && manifest.name().equals(service))
                .findFirst()
                .orElseThrow();
        Map<String, String> settings = new TreeMap<>();
        workload.containers()
                .forEach(container -> Manifest.maps(container.get("env"))
                        .forEach(entry ->
                                settings.put(String.valueOf(entry.get("name")), String.valueOf(entry.get("value")))));
        Map<String, String> expected = new TreeMap<>(new Compose().environment(service));
        expected.keySet().removeAll(ONLY_IN_COMPOSE);
        assertThat(settings).containsAllEntriesOf(expected);
    }

    private static Set<String> missingConfigMaps(List<Manifest> manifests) {
        Set<String> named = new TreeSet<>();
        Set<String> there = new TreeSet<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("ConfigMap")) {
                there.add(manifest.name());
            }
            for (Map<?, ?> volume : Manifest.maps(manifest.podSpec().get("volumes"))) {
                Matcher name = Pattern.compile("configMap=\\{.*?name=([\\w-]+)").matcher(volume.toString());
                if (name.find()) {
                    named.add(name.group(1));
                }
            }
        }
        named.removeAll(there);
        return named;
    }

    private String build(String overlay) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(kustomize());
        command.add(Repository.file("deploy/kubernetes/overlays/" + overlay).toString());
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return output;
    }

    private static List<String> kustomize() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "kustomize"))) {
                return List.of("kustomize", "build");
            }
            if (Files.isExecutable(Path.of(folder, "kubectl"))) {
                return List.of("kubectl", "kustomize");
            }
        }
        return abort("neither kustomize nor kubectl is on the PATH: the overlays are not built");
    }
}
