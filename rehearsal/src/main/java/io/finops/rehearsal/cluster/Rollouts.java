package io.finops.rehearsal.cluster;

import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Replaces every pod of payments-service, again and again; and once by an image that does not exist, which must stop and be taken back. */
final class Rollouts implements Disturbance {
    private static final String SERVICE = "deployment/payments-service";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BROKEN = Duration.ofSeconds(45);

    @Override
    public Map<String, Object> run(Kubectl cluster, Map<String, Integer> options, Consumer<String> progress)
            throws InterruptedException {
        int times = options.getOrDefault("rollouts", 1);
        List<Double> seconds = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            long begin = System.nanoTime();
            cluster.ask("rollout", "restart", SERVICE);
            await(cluster);
            seconds.add(Math.rint((System.nanoTime() - begin) / 1e8) / 10);
            progress.accept("rollout " + time + " of " + times + ": " + seconds.get(time - 1) + " s");
        }
        broken(cluster);
        progress.accept("an image that does not exist: stopped with the old pods serving, and taken back");
        return Map.of("rollouts", times, "rollout_seconds", seconds, "bad_image_stopped", true);
    }

    private static void broken(Kubectl cluster) throws InterruptedException {
        int before = ready(cluster);
        cluster.ask("set", "image", SERVICE, "payments-service=finops-observability/payments-service:there-is-none");
        try {
            if (status(cluster, BROKEN).succeeded()) {
                throw new StackException("a rollout of an image that does not exist was called done");
            }
            if (ready(cluster) < before) {
                throw new StackException("a rollout of an image that does not exist took pods away");
            }
        } finally {
            cluster.ask("rollout", "undo", SERVICE);
        }
        await(cluster);
    }

    private static int ready(Kubectl cluster) {
        return cluster.object(SERVICE)
                .map(service -> service.path("status").path("readyReplicas").asInt(0))
                .orElse(0);
    }

    private static void await(Kubectl cluster) {
        Shell.Result result = status(cluster, PATIENCE);
        if (!result.succeeded()) {
            throw new StackException("the rollout does not end: " + result.lastLine());
        }
    }

    private static Shell.Result status(Kubectl cluster, Duration limit) {
        return cluster.run(
                limit.plusSeconds(10), "", "rollout", "status", SERVICE, "--timeout=" + limit.toSeconds() + "s");
    }
}
