package io.finops.rehearsal.cluster;

import io.finops.localstack.kubernetes.Kubectl;
import java.util.Map;
import java.util.function.Consumer;

/** Restarts the demo's one PostgreSQL. */
final class LedgerRestarts implements Disturbance {
    @Override
    public Map<String, Object> run(Kubectl cluster, Map<String, Integer> options, Consumer<String> progress)
            throws InterruptedException {
        Pods pods = new Pods(cluster);
        int times = options.getOrDefault("restarts", 1);
        for (int time = 1; time <= times; time++) {
            long begin = System.nanoTime();
            pods.delete("postgres-0");
            pods.awaitWhole();
            progress.accept(
                    "restart " + time + " of " + times + ": " + Math.round((System.nanoTime() - begin) / 1e9) + " s");
        }
        return Map.of("restarts", times);
    }
}
