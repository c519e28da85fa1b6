package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Pod Security's profile {@code restricted} asks for, and more: nobody runs with a right that it does not need. */
class SecurityTest {
    /** Volumes that {@code restricted} allows and that are used here. */
    private static final Set<String> VOLUMES = Set.of("name", "configMap", "emptyDir", "projected", "secret");

    /** Who asks the API server: what discovers, and what counts. */
    private static final List<String> WITH_TOKEN = List.of("prometheus", "kube-state-metrics");

    static Stream<Manifest> restricted() {
        return Stream.of(Repository.manifests(), Chart.withEverything())
                .flatMap(List::stream)
                .filter(Manifest::makesPods);
    }

    static Stream<Manifest> everything() {
        return Stream.concat(restricted(), Repository.agents().stream().filter(Manifest::makesPods));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void runsWithoutRightsInAReadOnlyRoot(Manifest manifest) {
        assertThat(Manifest.mapAt(manifest.podSpec(), "securityContext", "seccompProfile"))
                .isEqualTo(Map.of("type", "RuntimeDefault"));
        assertThat(Manifest.at(manifest.podSpec(), "securityContext", "runAsNonRoot"))
                .isEqualTo(true);
        assertThat(Manifest.at(manifest.podSpec(), "securityContext", "runAsUser"))
                .isNotEqualTo(0);
        assertThat(manifest.podSpec().get("hostNetwork")).isNull();
        assertThat(manifest.podSpec().get("hostPID")).isNull();
        assertThat(manifest.containers())
                .allSatisfy(container -> assertThat(container.get("securityContext"))
                        .isEqualTo(Map.of(
                                "allowPrivilegeEscalation",
                                false,
                                "readOnlyRootFilesystem",
                                true,
                                "capabilities",
                                Map.of("drop", List.of("ALL")))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void isBoundedAndAsksForWhatItNeeds(Manifest manifest) {
        assertThat(manifest.containers()).allSatisfy(container -> {
            assertThat(Manifest.mapAt(container, "resources", "requests").keySet())
                    .isEqualTo(Set.of("cpu", "memory"));
            assertThat(Manifest.mapAt(container, "resources", "limits").keySet())
                    .isEqualTo(Set.of("memory"));
        });
        assertThat(Manifest.maps(manifest.podSpec().get("volumes")))
                .filteredOn(volume -> volume.containsKey("emptyDir"))
                .allSatisfy(
                        volume -> assertThat(Manifest.mapAt(volume, "emptyDir").containsKey("sizeLimit"))
                                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aTokenIsMountedOnlyWhereOneIsUsed(Manifest manifest) {
        assertThat(manifest.podSpec().get("automountServiceAccountToken"))
                .isEqualTo(WITH_TOKEN.contains(manifest.name()));
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void mountsNothingOfTheNode(Manifest manifest) {
        assertThat(Manifest.maps(manifest.podSpec().get("volumes")))
                .allSatisfy(volume ->
                        assertThat(VOLUMES).containsAll(Manifest.strings(volume).keySet()));
    }

    @Test
    void everyNamespaceIsRestrictedButTheAgents() {
        assertThat(Stream.concat(Repository.manifests().stream(), Repository.agents().stream())
                        .filter(manifest -> manifest.kind().equals("Namespace")))
                .hasSize(4)
                .allSatisfy(namespace -> assertThat(
                                namespace.text("metadata", "labels", "pod-security.kubernetes.io/enforce"))
                        .isEqualTo(namespace.name().equals("finops-node") ? "privileged" : "restricted"));
    }

    /** Whoever may run a pod with this account may read the bill. */
    @Test
    void onlyTheCostExporterUsesItsServiceAccount() {
        assertThat(everything())
                .filteredOn(
                        manifest -> "cost-exporter".equals(manifest.podSpec().get("serviceAccountName")))
                .extracting(Manifest::name)
                .containsOnly("cost-exporter");
        assertThat(Repository.manifests())
                .filteredOn(manifest -> manifest.kind().endsWith("RoleBinding"))
                .allSatisfy(binding -> assertThat(binding.toString()).doesNotContain("cost-exporter"));
    }

    /** A hole in the service must not open the schema: only what migrates, and ends before the service starts, sees the password of its owner. */
    @Test
    void whatTakesPaymentsNeverSeesThePasswordOfTheSchemasOwner() {
        assertThat(restricted())
                .filteredOn(manifest -> manifest.name().equals("payments-service"))
                .isNotEmpty()
                .allSatisfy(manifest -> {
                    List<String> owners = Manifest.maps(manifest.podSpec().get("volumes")).stream()
                            .filter(volume -> String.valueOf(volume).contains("payments-db-app"))
                            .map(volume -> String.valueOf(volume.get("name")))
                            .toList();
                    assertThat(owners).hasSize(1);
                    assertThat(mounts(manifest, "initContainers")).containsAll(owners);
                    assertThat(mounts(manifest, "containers")).doesNotContainAnyElementsOf(owners);
                });
    }

    private static List<String> mounts(Manifest manifest, String containers) {
        return Manifest.maps(manifest.podSpec().get(containers)).stream()
                .flatMap(container -> Manifest.maps(container.get("volumeMounts")).stream())
                .map(mount -> String.valueOf(mount.get("name")))
                .toList();
    }

    @Test
    void noRoleReadsSecretsOrReachesIntoPods() {
        assertThat(Stream.concat(Repository.manifests().stream(), Repository.agents().stream())
                        .filter(manifest -> Set.of("Role", "ClusterRole").contains(manifest.kind())))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(String.valueOf(role.content().get("rules")))
                        .doesNotContain("secrets", "nodes/proxy", "pods/exec", "create", "delete", "patch", "*"));
    }
}
