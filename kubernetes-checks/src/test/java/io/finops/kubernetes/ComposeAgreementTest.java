package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images, command lines, limits, ports and probes are those of the Compose stack. */
class ComposeAgreementTest {
    /** Their command line names paths of the machine they look at. */
    private static final Set<String> OTHER_PATHS = Set.of("node-exporter", "postgres");

    private final Compose compose = new Compose();

    static Stream<Manifest> shared() {
        Compose compose = new Compose();
        return Stream.concat(Repository.manifests().stream(), Repository.agents().stream())
                .filter(manifest -> manifest.makesPods() && compose.has(manifest.name()));
    }

    @Test
    void everythingThatComposeStartsIsHereButWhatPreparesItsVolumes() {
        assertThat(compose.services())
                .filteredOn(service ->
                        shared().noneMatch(manifest -> manifest.name().equals(service)))
                .containsExactly(
                        "alloy",
                        "announce-batch",
                        "announce-collector",
                        "announce-containers",
                        "announce-profiling",
                        "batch-example",
                        "cadvisor",
                        "pushgateway",
                        "pyroscope",
                        "secrets",
                        "send-report");
    }

    @ParameterizedTest
    @MethodSource("shared")
    void runsTheSameImage(Manifest manifest) {
        assertThat(container(manifest).get("image")).isEqualTo(compose.image(manifest.name()));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void hasTheSameCommandLine(Manifest manifest) {
        if (OTHER_PATHS.contains(manifest.name())) {
            return;
        }
        List<?> args = container(manifest).get("args") instanceof List<?> list ? list : List.of();
        assertThat(args).extracting(String::valueOf).isEqualTo(compose.command(manifest.name()));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void hasTheSameLimitOfMemory(Manifest manifest) {
        String limit = String.valueOf(Manifest.at(container(manifest), "resources", "limits", "memory"));
        // Both reckon in powers of two. A node's agents have room for many containers.
        if (!manifest.kind().equals("DaemonSet")) {
            assertThat(limit.toLowerCase(Locale.ROOT)).isEqualTo(compose.memoryLimit(manifest.name()) + "i");
        }
    }

    @ParameterizedTest
    @MethodSource("shared")
    void isAskedForItsHealthWhereComposeAsks(Manifest manifest) {
        compose.health(manifest.name()).ifPresent(health -> {
            Map<?, ?> probe = Manifest.mapAt(container(manifest), "startupProbe", "httpGet");
            assertThat(probe.get("path")).isEqualTo(health.path());
            assertThat(portNumber(container(manifest), probe.get("port"))).isEqualTo(health.port());
        });
    }

    @ParameterizedTest
    @MethodSource("shared")
    void hasThreeProbes(Manifest manifest) {
        assertThat(container(manifest).keySet().stream().map(String::valueOf))
                .contains("startupProbe", "readinessProbe", "livenessProbe");
    }

    /** On a busy node a JVM was seen to need two: a start that is given up begins anew, and makes the node busier. */
    @ParameterizedTest
    @MethodSource("shared")
    void mayTakeThreeMinutesToStart(Manifest manifest) {
        Map<?, ?> probe = Manifest.mapAt(container(manifest), "startupProbe");
        assertThat(Manifest.number(probe.get("periodSeconds")) * Manifest.number(probe.get("failureThreshold")))
                .isEqualTo(180);
    }

    /** {@code ./stack smoke-test --kubernetes} and the drills ask the first port of the Service of a part's name. */
    @ParameterizedTest
    @MethodSource("shared")
    void isReachedWhereComposePublishesIt(Manifest manifest) {
        compose.port(manifest.name())
                .ifPresent(port -> assertThat(Repository.manifests())
                        .filteredOn(other ->
                                other.kind().equals("Service") && other.name().equals(manifest.name()))
                        .singleElement()
                        .extracting(service -> Manifest.maps(Manifest.at(service.content(), "spec", "ports"))
                                .get(0)
                                .get("port"))
                        .isEqualTo(port));
    }

    @Test
    void paymentsServicesProbesMeanDifferentThingsAndItsPathsExist() {
        Map<?, ?> container = container(named("payments-service"));
        Map<?, ?> application = Repository.yaml("payments-service/src/main/resources/application.yaml");
        String health =
                String.valueOf(Manifest.at(application, "management", "endpoints", "web", "path-mapping", "health"));
        Map<?, ?> groups = Manifest.mapAt(application, "management", "endpoint", "health", "group");

        assertThat(Manifest.at(container, "readinessProbe", "httpGet"))
                .isEqualTo(Map.of("path", "/" + health + "/readiness", "port", "management"));
        assertThat(Manifest.at(groups, "readiness.include")).isEqualTo("readinessState,db");
        // On the port that takes payments, so that a dead one is found.
        assertThat(Manifest.at(container, "livenessProbe", "httpGet"))
                .isEqualTo(Map.of("path", "/healthz", "port", "http"));
        assertThat(Manifest.at(groups, "liveness", "additional-path")).isEqualTo("server:/healthz");
        assertThat(Manifest.at(groups, "liveness", "include")).isEqualTo("livenessState");
    }

    @Test
    void paymentsServiceHasTimeToEnd() {
        Manifest payments = named("payments-service");
        Map<?, ?> container = container(payments);
        int preStop = Manifest.number(Manifest.at(container, "lifecycle", "preStop", "sleep", "seconds"));
        int notice = seconds(String.valueOf(environment(container).get("PAYMENTS_STOP_NOTICE")));
        Map<?, ?> application = Repository.yaml("payments-service/src/main/resources/application.yaml");
        int graceful =
                seconds(String.valueOf(Manifest.at(application, "spring", "lifecycle.timeout-per-shutdown-phase")));
        assertThat((Integer) payments.podSpec().get("terminationGracePeriodSeconds"))
                .isGreaterThan(preStop + notice + graceful);
        // Prometheus sees the announcement twice.
        assertThat(notice)
                .isGreaterThanOrEqualTo(
                        2 * seconds(String.valueOf(payments.podAnnotations().get("prometheus.io/scrape-interval"))));
    }

    @Test
    void everyServicesPortIsAPortOfItsPods() {
        List<Manifest> manifests = Repository.manifests();
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("Service"))
                .hasSizeGreaterThan(10)
                .allSatisfy(service -> {
                    Manifest workload = manifests.stream()
                            .filter(manifest -> manifest.makesPods()
                                    && Manifest.strings(manifest.podLabels())
                                            .entrySet()
                                            .containsAll(Manifest.strings(service.map("spec", "selector"))
                                                    .entrySet()))
                            .findFirst()
                            .orElseThrow();
                    for (Map<?, ?> port : Manifest.maps(service.map("spec").get("ports"))) {
                        assertThat(portNumber(container(workload), port.get("targetPort")))
                                .isEqualTo(port.get("port"));
                    }
                });
    }

    private static Manifest named(String name) {
        return shared().filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> container(Manifest manifest) {
        return Manifest.maps(manifest.podSpec().get("containers")).get(0);
    }

    private static int portNumber(Map<?, ?> container, @Nullable Object port) {
        for (Map<?, ?> declared : Manifest.maps(container.get("ports"))) {
            if (Objects.equals(port, declared.get("name"))) {
                return Manifest.number(declared.get("containerPort"));
            }
        }
        return Manifest.number(port);
    }

    private static Map<String, String> environment(Map<?, ?> container) {
        Map<String, String> environment = new LinkedHashMap<>();
        Manifest.maps(container.get("env"))
                .forEach(entry ->
                        environment.put(String.valueOf(entry.get("name")), String.valueOf(entry.get("value"))));
        return environment;
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replaceAll("s$", ""));
    }
}
