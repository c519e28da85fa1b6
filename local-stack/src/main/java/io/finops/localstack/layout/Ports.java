package io.finops.localstack.layout;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The loopback ports of one stack: the documented ones, all moved by the same offset.
 *
 * @param offset added to every documented port; 0 is what the README shows
 */
public record Ports(int offset) {
    private static final Map<String, Integer> DOCUMENTED = documented();
    /** Round numbers that keep every port below 32768, where Linux begins to hand out ports of its own. */
    private static final List<Integer> ROUND =
            IntStream.rangeClosed(10, 17).mapToObj(n -> n * 1000).toList();

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static Map<String, Integer> documented() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("postgres", 15432);
        ports.put("payments-service", 8080);
        ports.put("cost-exporter", 8081);
        ports.put("simulators", 8082);
        ports.put("traffic-generator", 8083);
        ports.put("alert-audit", 8084);
        ports.put("report", 8085);
        ports.put("prometheus", 9090);
        ports.put("alertmanager", 9093);
        ports.put("grafana", 3000);
        ports.put("loki", 3100);
        ports.put("loki-grpc", 9096);
        ports.put("tempo", 3200);
        ports.put("tempo-grpc", 9097);
        ports.put("otlp-grpc", 4317);
        ports.put("otlp-http", 4318);
        ports.put("tempo-otlp", 4328);
        ports.put("alloy", 12345);
        ports.put("pyroscope", 4040);
        ports.put("pyroscope-grpc", 9099);
        ports.put("pyroscope-raft", 9089);
        ports.put("promtail", 9080);
        ports.put("span-metrics", 9098);
        ports.put("node-exporter", 9100);
        return Map.copyOf(ports);
    }

    public Ports {
        int highest =
                DOCUMENTED.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        if (offset < 0 || highest + offset > 65535) {
            throw new StackException("--port-offset " + offset + " is not between 0 and " + (65535 - highest));
        }
    }

    public int of(String name) {
        Integer port = DOCUMENTED.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no port is documented for " + name);
        }
        return port + offset;
    }

    public String address(String name) {
        return "127.0.0.1:" + of(name);
    }

    public String url(String name) {
        return "http://" + address(name);
    }

    /**
     * A round offset at which every port is free and is not one of this stack's either, in case this stack is started again later. Empty when
     * there is none.
     */
    public Optional<Integer> otherOffset() {
        return otherOffset(Ports::isFree);
    }

    Optional<Integer> otherOffset(IntPredicate isFree) {
        Collection<Integer> documented = DOCUMENTED.values();
        return ROUND.stream()
                .filter(candidate -> documented.stream()
                        .noneMatch(port -> documented.contains(port + candidate - offset)
                                || documented.contains(port + candidate)))
                .filter(candidate -> documented.stream().allMatch(port -> isFree.test(port + candidate)))
                .findFirst();
    }

    /** The documented ports by the name of what listens there. */
    public static Map<String, Integer> documentedPorts() {
        return DOCUMENTED;
    }

    /** An offset at which every port is free at this moment, for tests and second stacks. */
    public static Ports free() {
        return free(Ports::isFree);
    }

    static Ports free(IntPredicate isFree) {
        for (int attempt = 0; attempt < 200; attempt++) {
            Ports candidate = new Ports(ThreadLocalRandom.current().nextInt(10_000, 16_000));
            if (DOCUMENTED.values().stream().allMatch(port -> isFree.test(port + candidate.offset))) {
                return candidate;
            }
        }
        throw new StackException("found no range of free ports after 200 attempts");
    }

    /**
     * A port on which nothing listens, another one each time. Below those that Linux takes for outgoing connections (from 32768 on): one of these might take it before it is
     * bound. Thread-safe.
     */
    public static int freePort() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(26_000, 32_768);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new StackException("found no free port after 200 attempts");
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
