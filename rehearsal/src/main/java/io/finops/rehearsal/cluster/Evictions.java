package io.finops.rehearsal.cluster;

import io.finops.localstack.kubernetes.Kubectl;
import io.finops.rehearsal.cluster.Pods.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drains a node pod by pod, as {@code kubectl drain} does, but waits for each to be back: on a cluster of one node a drained pod has nowhere to go. Without the ledger and the card
 * gateway, of which the demo has one each.
 */
final class Evictions implements Disturbance {
    private static final Set<String> SINGLE = Set.of("postgres", "simulators", "traffic-generator");

    @Override
    public Map<String, Object> run(Kubectl cluster, Map<String, Integer> options, Consumer<String> progress)
            throws InterruptedException {
        Pods pods = new Pods(cluster);
        List<Pod> evicted = pods.all().stream()
                .filter(pod -> !SINGLE.contains(pod.component()))
                .toList();
        for (Pod pod : evicted) {
            pods.evict(pod);
            pods.awaitWhole();
            progress.accept("evicted " + pod.name());
        }
        return Map.of("evicted", evicted.size());
    }
}
