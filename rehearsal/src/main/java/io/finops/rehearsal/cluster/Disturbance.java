package io.finops.rehearsal.cluster;

import io.finops.localstack.kubernetes.Kubectl;
import java.util.Map;
import java.util.function.Consumer;

/** What is done to a cluster while payments are made. */
interface Disturbance {
    /**
     * Does it, and returns when what it replaced is ready again.
     *
     * @param options the drill's own
     * @param progress told a line a step
     * @return what is worth a line of the report, by name
     */
    Map<String, Object> run(Kubectl cluster, Map<String, Integer> options, Consumer<String> progress)
            throws InterruptedException;
}
