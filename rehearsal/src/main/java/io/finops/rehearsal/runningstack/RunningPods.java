package io.finops.rehearsal.runningstack;

import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.layout.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The pods of a cluster, asked and steered by kubectl. */
final class RunningPods implements RunningParts {
    private static final String WORKLOADS = "deployments,statefulsets";

    private final Kubectl cluster;
    private final PortForwards forwards;
    private final Map<String, Integer> replicasBefore = new HashMap<>();

    RunningPods(Kubectl cluster) {
        this.cluster = cluster;
        this.forwards = new PortForwards(cluster);
    }

    /** Where nothing listens when the cluster has no such Service, so that the part counts as absent. */
    @Override
    public String url(String component) {
        return cluster.object("service/" + component)
                .map(service -> forwards.url(
                        component,
                        service.path("spec").path("ports").path(0).path("port").asInt()))
                .orElse("http://127.0.0.1:1");
    }

    @Override
    public boolean has(String component) {
        return workload(component).isPresent();
    }

    @Override
    public String auditToken() {
        return secret("alert-audit", "audit-token");
    }

    @Override
    public String merchantApiKey() {
        return secret("demo-customer", "merchant-api-key");
    }

    @Override
    public void reconnect() {
        forwards.close();
    }

    /** Without replicas the autoscaler leaves it alone, too. */
    @Override
    public void keepDown(String component) {
        JsonNode workload = workload(component).orElseThrow(() -> absent(component));
        forwards.forget(component);
        replicasBefore.put(component, workload.path("spec").path("replicas").asInt(1));
        scale(workload, 0);
        cluster.ask("delete", "pods", "--selector=app.kubernetes.io/name=" + component, "--grace-period=0", "--force");
    }

    @Override
    public void letUp(String component) {
        scale(workload(component).orElseThrow(() -> absent(component)), replicasBefore.getOrDefault(component, 1));
    }

    @Override
    public Optional<String> outsideParty(OutsideParty party) {
        String variable =
                party.property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        JsonNode containers = workload(party.service)
                .orElseThrow(() -> absent(party.service))
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers");
        for (JsonNode setting : containers.path(0).path("env")) {
            if (setting.path("name").asString().equals(variable)) {
                return Optional.of(setting.path("value").asString());
            }
        }
        return Optional.empty();
    }

    @Override
    public String simulatorsAddress() {
        return "http://simulators:" + new Ports(0).of("simulators");
    }

    private void scale(JsonNode workload, int replicas) {
        String kind = workload.path("kind").asString().toLowerCase(Locale.ROOT);
        cluster.ask("scale", kind + "/" + workload.path("metadata").path("name").asString(), "--replicas=" + replicas);
    }

    private Optional<JsonNode> workload(String component) {
        List<JsonNode> all = cluster.objects(WORKLOADS);
        return all.stream()
                .filter(workload ->
                        workload.path("metadata").path("name").asString().equals(component))
                .findFirst();
    }

    private String secret(String name, String key) {
        return cluster.secret(name, key)
                .orElseThrow(() -> new StackException("the Secret " + name + " with " + key
                        + " is not in the namespace " + cluster.namespace() + ": --api-key-file names a file instead"));
    }

    private StackException absent(String component) {
        return new StackException(component + " is not in the namespace " + cluster.namespace());
    }
}
