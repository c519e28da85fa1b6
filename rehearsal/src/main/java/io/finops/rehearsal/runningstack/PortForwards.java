package io.finops.rehearsal.runningstack;

import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways from this machine's loopback into a cluster: one {@code kubectl port-forward} a Service, opened when it is first asked for. It leads to one pod, outlives it, and ends only when it is
 * next used: who ends pods has the ways to them forgotten. Not thread-safe.
 */
final class PortForwards implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+)");

    private record Forward(Process process, int port) {}

    private final BiFunction<String, String, List<String>> command;
    private final Map<String, Forward> open = new HashMap<>();

    PortForwards(Kubectl cluster) {
        this((service, ports) -> cluster.command("port-forward", service, ports));
    }

    /** @param command what forwards, by the Service and the ports in kubectl's words */
    PortForwards(BiFunction<String, String, List<String>> command) {
        this.command = command;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-port-forwards"));
    }

    /** The base URL of a Service here. A forward that has ended is opened anew. */
    String url(String service, int port) {
        Forward forward = open.get(service);
        if (forward == null || !forward.process().isAlive()) {
            forward = start(service, port);
            open.put(service, forward);
        }
        return "http://127.0.0.1:" + forward.port();
    }

    /** Before pods of this Service end: the next URL leads to those that are there then. */
    void forget(String service) {
        Forward forward = open.remove(service);
        if (forward != null) {
            forward.process().destroy();
        }
    }

    private Forward start(String service, int port) {
        try {
            Process process = new ProcessBuilder(command.apply("service/" + service, ":" + port))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            Matcher listening = LISTENING.matcher(line == null ? "" : line);
            if (!listening.find()) {
                process.destroyForcibly();
                throw new StackException("kubectl port-forward service/" + service + ": " + line);
            }
            drain(output);
            return new Forward(process, Integer.parseInt(listening.group(1)));
        } catch (IOException e) {
            throw new StackException("kubectl: " + e.getMessage(), e);
        }
    }

    /** It writes a line a connection, and would stop at a full pipe. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (output.readLine() != null) {
                            // Nobody reads it.
                        }
                    } catch (IOException e) {
                        // The process has ended.
                    }
                },
                "port-forward");
        reader.setDaemon(true);
        reader.start();
    }

    /** Ends them all; those that are asked for afterwards are opened anew. */
    @Override
    public void close() {
        open.values().forEach(forward -> forward.process().destroy());
        open.clear();
    }
}
