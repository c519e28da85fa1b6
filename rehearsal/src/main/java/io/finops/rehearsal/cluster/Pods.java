package io.finops.rehearsal.cluster;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The stack's pods, and the two ways in which they end: asked for within the budget, and at once. */
final class Pods {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String COMPONENT = "app.kubernetes.io/name";
    private static final String OURS = "app.kubernetes.io/part-of";

    private final Kubectl cluster;

    /** One pod; {@code component} is its workload. */
    record Pod(String name, String component) {}

    Pods(Kubectl cluster) {
        this.cluster = cluster;
    }

    /** In the order of their names; without the drill's own, and without those that are about to end. */
    List<Pod> all() {
        return cluster.objects("pods").stream()
                .filter(pod -> pod.path("metadata").path("labels").has(OURS)
                        && !pod.path("metadata").has("deletionTimestamp"))
                .map(Pods::pod)
                .sorted(Comparator.comparing(Pod::name))
                .toList();
    }

    static Pod pod(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        return new Pod(
                metadata.path("name").asString(),
                metadata.path("labels").path(COMPONENT).asString(""));
    }

    /** As a drained node does it: asks until the disruption budget allows it. */
    void evict(Pod pod) throws InterruptedException {
        String eviction = Json.MAPPER.writeValueAsString(
                Map.of("apiVersion", "policy/v1", "kind", "Eviction", "metadata", Map.of("name", pod.name())));
        String path = "/api/v1/namespaces/" + cluster.namespace() + "/pods/" + pod.name() + "/eviction";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Shell.Result result = cluster.run(LIMIT, eviction, "create", "--raw", path, "-f", "-");
            if (result.succeeded()) {
                return;
            }
            if (!result.output().contains("disruption budget") || System.nanoTime() > deadline) {
                throw new StackException("cannot evict " + pod.name() + ": " + result.lastLine());
            }
            Thread.sleep(1_000);
        }
    }

    /** As a crash does it, a second later. The autoscaler may have taken the pod away meanwhile. */
    void kill(Pod pod) {
        cluster.ask(killing(pod));
    }

    /**
     * Not by force: that forgets a pod while its processes still end, and a StatefulSet's next one, here a second ledger, would write to the same volume beside them.
     */
    static String[] killing(Pod pod) {
        return new String[] {"delete", "pod", pod.name(), "--grace-period=1", "--wait=false", "--ignore-not-found"};
    }

    /** As an update of the node does it: with the time that it has to end. */
    void delete(String name) {
        cluster.run(PATIENCE, "", "delete", "pod", name);
    }

    /** Waits until every workload has all its replicas, ready and of the newest template. */
    void awaitWhole() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> missing = missing();
        while (missing.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new StackException(missing.get() + " is not whole after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(1_000);
            missing = missing();
        }
    }

    private Optional<String> missing() {
        return cluster.objects("deployments,statefulsets").stream()
                .filter(workload -> !isWhole(workload))
                .map(workload -> workload.path("metadata").path("name").asString())
                .findFirst();
    }

    /** Readiness that the controller has not seen yet does not count: it must speak of the newest generation. */
    static boolean isWhole(JsonNode workload) {
        int wanted = workload.path("spec").path("replicas").asInt(1);
        JsonNode status = workload.path("status");
        return status.path("observedGeneration").asLong(0)
                        >= workload.path("metadata").path("generation").asLong(0)
                && status.path("replicas").asInt(0) == wanted
                && status.path("readyReplicas").asInt(0) == wanted
                && status.path("updatedReplicas").asInt(0) == wanted;
    }
}
