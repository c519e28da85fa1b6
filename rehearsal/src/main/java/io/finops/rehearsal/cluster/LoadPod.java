package io.finops.rehearsal.cluster;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A traffic generator of its own in the cluster, beside the pods that are disturbed: open-loop, and it remembers what it was told. Made from the template of the one that is there, so
 * that it has its image, its key and its rights. Not thread-safe.
 */
final class LoadPod implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(3);
    /** Ends by itself, should nobody end it. */
    private static final String LONGEST = "2h";
    /** The pod stays after the run, so that its files can be read. */
    private static final String SCRIPT = """
            [ -z "$RATES" ] || printf '%b' "$RATES" >rates.csv
            java-app run "$@" & echo $! >pid; wait $!; touch ended; sleep 600""";

    private final Kubectl cluster;
    private final String name;

    private LoadPod(Kubectl cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** Starts a steady load; returns when requests are being sent. */
    static LoadPod steady(Kubectl cluster, int perSecond, int retries) throws InterruptedException {
        return start(
                cluster,
                "",
                List.of("--rps=" + perSecond, "--duration=" + LONGEST, "--retries=" + retries, "--retry-delay=1s"));
    }

    /**
     * Starts a load that changes; it ends by itself.
     *
     * @param rates lines of second and rate
     */
    static LoadPod changing(Kubectl cluster, List<String> rates, int seconds) throws InterruptedException {
        return start(cluster, String.join("\\n", rates) + "\\n", List.of("--rates=rates.csv", "--duration=" + seconds));
    }

    private static LoadPod start(Kubectl cluster, String rates, List<String> options) throws InterruptedException {
        JsonNode generator = cluster.object("deployment/traffic-generator")
                .orElseThrow(() -> new StackException("traffic-generator is not in the namespace " + cluster.namespace()
                        + ": the proofs need the overlay local"));
        String name = "load-" + Long.toString(Instant.now().getEpochSecond(), 36);
        String pod = Json.MAPPER.writeValueAsString(pod(generator, name, rates, options));
        Shell.Result created = cluster.run(LIMIT, pod, "create", "-f", "-");
        if (!created.succeeded()) {
            throw new StackException("cannot start the load: " + created.lastLine());
        }
        LoadPod load = new LoadPod(cluster, name);
        load.await("load_output/load_samples.csv", START, "the load does not start");
        return load;
    }

    /** Without probes, and without the labels and annotations by which it would be scraped or taken for the other one. */
    static ObjectNode pod(JsonNode generator, String name, String rates, List<String> options) {
        ObjectNode pod = Json.MAPPER.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        // A NetworkPolicy lets this name through.
        pod.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("app.kubernetes.io/name", "traffic-generator");
        ObjectNode spec = (ObjectNode)
                generator.path("spec").path("template").path("spec").deepCopy();
        pod.set("spec", spec);
        spec.put("restartPolicy", "Never");
        ObjectNode container = (ObjectNode) spec.path("containers").path(0);
        container.remove(List.of("startupProbe", "readinessProbe", "livenessProbe", "ports"));
        ArrayNode arguments = Json.MAPPER.createArrayNode();
        for (JsonNode argument : container.path("args")) {
            if (argument.asString().startsWith("--base-url=")
                    || argument.asString().startsWith("--api-key-file=")) {
                arguments.add(argument);
            }
        }
        options.forEach(arguments::add);
        // Enough for what waits while something is away: the generator repeats nothing while every connection is busy.
        arguments.add("--connections=400");
        // For the list of what was acknowledged; the comparison with the ledger is ours.
        arguments.add("--verify").add("--verify-sample=1%").add("--quiet");
        container.putArray("command").add("sh").add("-c").add(SCRIPT).add("load");
        container.set("args", arguments);
        container.withArray("env").addObject().put("name", "RATES").put("value", rates);
        return pod;
    }

    /** Ends the load and waits until what was in flight is answered. */
    void stop() {
        inside("sh", "-c", "kill -TERM $(cat pid)");
    }

    /** What was measured, once the load has ended; waits for it. */
    LoadResult result(Duration limit) throws InterruptedException {
        await("ended", limit, "the load does not end");
        return LoadResult.of(read("load_output/load_summary.json"), read("load_output/load_acknowledged.csv"));
    }

    private String read(String file) {
        return inside("cat", file).orElseThrow(() -> new StackException("the load left no " + file));
    }

    private Optional<String> inside(String... command) {
        String[] arguments = new String[command.length + 3];
        arguments[0] = "exec";
        arguments[1] = name;
        arguments[2] = "--";
        System.arraycopy(command, 0, arguments, 3, command.length);
        Shell.Result result = cluster.run(LIMIT, "", arguments);
        return result.succeeded() ? Optional.of(result.output()) : Optional.empty();
    }

    private void await(String file, Duration limit, String failure) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (inside("test", "-e", file).isEmpty()) {
            if (System.nanoTime() > deadline) {
                String logs = cluster.run("logs", name, "--tail=5").lastLine();
                close();
                throw new StackException(failure + " within " + limit.toSeconds() + " s: " + logs);
            }
            Thread.sleep(1_000);
        }
    }

    @Override
    public void close() {
        cluster.run("delete", "pod", name, "--grace-period=1", "--wait=false");
    }
}
