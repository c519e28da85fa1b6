package io.finops.localstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
    @ParameterizedTest
    @CsvSource({
        "2, 2, 2, UP, 2 of 2 ready",
        "2, 1, 2, STARTING, 1 of 2 ready",
        "2, 2, 1, STARTING, '2 of 2 ready, 1 with the newest template'",
        "2, 0, 2, DOWN, 0 of 2 ready",
        "0, 0, 0, UP, 0 of 0 ready",
    })
    void isUpWhenEveryReplicaIsReadyAndNew(int wanted, int ready, int updated, ComponentState state, String reason) {
        ComponentStatus row = Workloads.row(Json.MAPPER.readTree("""
            {"metadata": {"name": "payments-service"}, "spec": {"replicas": %d},
             "status": {"readyReplicas": %d, "updatedReplicas": %d}}\
            """.formatted(wanted, ready, updated)));
        assertThat(row.name()).isEqualTo("payments-service");
        assertThat(row.state()).isEqualTo(state);
        assertThat(row.reason()).isEqualTo(reason);
    }
}
