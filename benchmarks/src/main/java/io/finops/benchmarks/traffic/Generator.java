package io.finops.benchmarks.traffic;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.plan.JvmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Our traffic generator on one event loop, with the JVM options that it has in the stack. The load client of every bench. */
public final class Generator implements LoadTool {
    private static final String OUTPUT = "load_output";

    private final Path jar;
    private final JvmOptions jvm;

    public Generator(Path jar, JvmOptions jvm) {
        this.jar = jar;
        this.jvm = jvm;
    }

    /**
     * For rounds of seconds at some hundred requests a second: without the second compiler, which in each new process takes half a
     * processor for ten seconds, from what is measured. It would pay at thousands of requests a second.
     */
    public static Generator ofShortRounds(Path jar, Map<String, String> environment) {
        Map<String, String> options = new HashMap<>();
        options.put("TRAFFIC_GENERATOR_JAVA_OPTS", "-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        options.putAll(environment);
        return new Generator(jar, new JvmOptions(options));
    }

    @Override
    public String name() {
        return "traffic-generator";
    }

    /** The server that both tools are measured against. */
    List<String> server(int port) {
        return jvm.java("traffic-generator", jar, "stub-server", "--port", String.valueOf(port));
    }

    @Override
    public List<String> fastest(String url, int seconds, int connections, Path scratch) {
        return command(url, "max", seconds, connections, scratch, List.of());
    }

    @Override
    public List<String> atRate(String url, int seconds, int rate, Path scratch) {
        return command(url, String.valueOf(rate), seconds, 50, scratch, List.of());
    }

    /**
     * The command of one run.
     *
     * @param rate requests per second, or {@code max}
     * @param more further options of {@code run}
     */
    public List<String> command(
            String url, String rate, int seconds, int connections, Path scratch, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--base-url", url, "--rps", rate));
        arguments.addAll(List.of("--duration", seconds + "s", "--connections", String.valueOf(connections)));
        arguments.addAll(List.of("--event-loops", "1", "--quiet"));
        arguments.addAll(List.of("--output-dir", scratch.resolve(OUTPUT).toString()));
        arguments.addAll(more);
        return jvm.java("traffic-generator", jar, arguments.toArray(String[]::new));
    }

    @Override
    public Told read(String output, Path scratch) {
        JsonNode summary = summary(output, scratch);
        JsonNode requests = summary.path("requests");
        boolean paced = summary.path("settings").path("paced").asBoolean();
        JsonNode times = summary.path(paced ? "latencyMillis" : "serviceTimeMillis");
        return new Told(
                requests.path("answered").asLong(),
                summary.path("seconds").asDouble(),
                requests.path("errors").asLong()
                        + requests.path("dropped").asLong()
                        + requests.path("unsent").asLong(),
                times.path("p50").asDouble(),
                times.path("p99").asDouble(),
                times.path("max").asDouble(),
                paced
                        ? Map.of(
                                "service_p99_ms",
                                summary.path("serviceTimeMillis").path("p99").asDouble(),
                                "scheduling_error_mean_ms",
                                summary.path("schedulingErrorMillis")
                                        .path("mean")
                                        .asDouble())
                        : Map.of());
    }

    /** The summary that a run with this output left in the scratch folder. */
    public static JsonNode summary(String output, Path scratch) {
        Path file = scratch.resolve(OUTPUT).resolve("load_summary.json");
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new StackException("the traffic generator wrote no summary: " + output.strip(), e);
        }
    }
}
