package io.finops.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import io.finops.rehearsal.cluster.Pods.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodsTest {
    @Test
    void aPodIsNamedByItsWorkload() {
        String pod = """
                {"metadata": {"name": "payments-service-7c-x", "labels": {"app.kubernetes.io/name": "payments-service"}}}""";
        assertThat(Pods.pod(Json.MAPPER.readTree(pod))).isEqualTo(new Pod("payments-service-7c-x", "payments-service"));
    }

    @Test
    void aPodIsKilledAtOnceAndItsSuccessorWaitsUntilItIsGone() {
        assertThat(Pods.killing(new Pod("postgres-0", "postgres")))
                .startsWith("delete", "pod", "postgres-0")
                .contains("--grace-period=1")
                .doesNotContain("--force");
    }

    /** Generation, observed generation; replicas that are there, ready, of the newest template. */
    @ParameterizedTest
    @CsvSource({"3,3,2,2,2,true", "4,3,2,2,2,false", "3,3,3,2,2,false", "3,3,2,1,2,false", "3,3,2,2,1,false"})
    void aWorkloadIsWholeWhenItsControllerHasSeenItAndAllReplicasAreReadyAndNew(
            int generation, int observed, int there, int ready, int updated, boolean whole) {
        String workload = """
                {"metadata": {"generation": %d}, "spec": {"replicas": 2},
                 "status": {"observedGeneration": %d, "replicas": %d, "readyReplicas": %d, "updatedReplicas": %d}}""".formatted(generation, observed, there, ready, updated);
        assertThat(Pods.isWhole(Json.MAPPER.readTree(workload))).isEqualTo(whole);
    }
}
