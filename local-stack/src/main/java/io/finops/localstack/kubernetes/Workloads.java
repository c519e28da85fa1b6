package io.finops.localstack.kubernetes;

import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The stack's workloads in a cluster as rows of {@code status}. */
public final class Workloads {
    private Workloads() {}

    public static List<ComponentStatus> status(Kubectl cluster) {
        return cluster.objects("deployments,statefulsets").stream()
                .map(Workloads::row)
                .toList();
    }

    static ComponentStatus row(JsonNode workload) {
        int wanted = workload.path("spec").path("replicas").asInt(1);
        JsonNode status = workload.path("status");
        int ready = status.path("readyReplicas").asInt(0);
        int updated = status.path("updatedReplicas").asInt(0);
        ComponentState state = ready == 0 && wanted > 0
                ? ComponentState.DOWN
                : ready < wanted || updated < wanted ? ComponentState.STARTING : ComponentState.UP;
        String counts = ready + " of " + wanted + " ready";
        String reason = updated < wanted ? counts + ", " + updated + " with the newest template" : counts;
        return new ComponentStatus(workload.path("metadata").path("name").asString(), state, "", reason, null, 0);
    }
}
