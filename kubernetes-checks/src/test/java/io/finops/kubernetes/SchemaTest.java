package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object has only fields that Kubernetes's API has, with values of their types. */
class SchemaTest {
    private final StrictApi api = new StrictApi();

    static Stream<Manifest> everything() {
        return Stream.of(Repository.manifests(), Repository.agents(), Chart.manifests(), Chart.withEverything())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void hasNoFieldThatTheApiDoesNotKnow(Manifest manifest) {
        assertThat(api.complaint(manifest)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replica: 2}}",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: two}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, securityContext:"
                        + " {readOnlyRoot: true}}]}}",
                "{apiVersion: apps/v1beta9, kind: Deployment, metadata: {name: a}}",
                "{apiVersion: v1, kind: Servise, metadata: {name: a}}",
            })
    void theCheckFindsWhatIsMisspelt(String yaml) {
        assertThat(api.complaint(Manifest.parse(yaml).get(0))).isPresent();
    }

    @Test
    void manyObjectsAreChecked() {
        assertThat(everything()).hasSizeGreaterThan(100);
    }
}
