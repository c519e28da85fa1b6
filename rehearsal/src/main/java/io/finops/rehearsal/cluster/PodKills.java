package io.finops.rehearsal.cluster;

import io.finops.localstack.kubernetes.Kubectl;
import io.finops.rehearsal.cluster.Pods.Pod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Kills any pod, at random moments. */
final class PodKills implements Disturbance {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(40);

    @Override
    public Map<String, Object> run(Kubectl cluster, Map<String, Integer> options, Consumer<String> progress)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(options.getOrDefault("seed", 1));
        Pods pods = new Pods(cluster);
        Map<String, Integer> killed = new TreeMap<>();
        long end = System.nanoTime()
                + Duration.ofMinutes(options.getOrDefault("minutes", 10)).toNanos();
        while (System.nanoTime() < end) {
            List<Pod> all = pods.all();
            Pod victim = all.get(random.nextInt(all.size()));
            pods.kill(victim);
            killed.merge(victim.component(), 1, Integer::sum);
            progress.accept("killed " + victim.name());
            Thread.sleep(random.nextLong(5_000, LONGEST_PAUSE.toMillis()));
        }
        pods.awaitWhole();
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("kills", killed.values().stream().mapToInt(Integer::intValue).sum());
        seen.put("killed", killed);
        return seen;
    }
}
