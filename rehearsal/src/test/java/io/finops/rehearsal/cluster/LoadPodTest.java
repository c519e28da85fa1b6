package io.finops.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadPodTest {
    private static final String DEPLOYMENT = """
            {"spec": {"template": {
              "metadata": {"labels": {"app.kubernetes.io/name": "traffic-generator", "app.kubernetes.io/part-of": "finops-observability"},
                           "annotations": {"prometheus.io/scrape": "true"}},
              "spec": {"securityContext": {"runAsNonRoot": true}, "containers": [{
                "name": "traffic-generator", "image": "registry.example.com/traffic-generator:7",
                "args": ["continuous", "--base-url=http://payments-service:8080", "--rps=12", "--api-key-file=/run/secrets/merchant-api-key", "--host=0.0.0.0"],
                "startupProbe": {}, "readinessProbe": {}, "livenessProbe": {}, "ports": [],
                "securityContext": {"readOnlyRootFilesystem": true}}]}}}}""";

    private final JsonNode pod =
            LoadPod.pod(Json.MAPPER.readTree(DEPLOYMENT), "load-1", "0,10\\n", List.of("--rps=20", "--retries=0"));

    @Test
    void hasTheImageKeyAndRightsOfTheGeneratorThatIsThere() {
        JsonNode container = pod.at("/spec/containers/0");
        assertThat(container.path("image").asString()).isEqualTo("registry.example.com/traffic-generator:7");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.path("args").toString())
                .contains(
                        "--base-url=http://payments-service:8080",
                        "--api-key-file=/run/secrets/merchant-api-key",
                        "--rps=20")
                .doesNotContain("continuous", "--rps=12", "--host");
    }

    /** The generator's ReplicaSet, Prometheus and the drills' list of pods must not take it for the other one. */
    @Test
    void isNeitherAdoptedNorScrapedNorStartedAgain() {
        assertThat(pod.at("/metadata/labels").propertyNames()).containsExactly("app.kubernetes.io/name");
        assertThat(pod.path("metadata").has("annotations")).isFalse();
        assertThat(pod.at("/spec/restartPolicy").asString()).isEqualTo("Never");
        assertThat(pod.at("/spec/containers/0").propertyNames())
                .doesNotContain("livenessProbe", "readinessProbe", "startupProbe");
    }
}
