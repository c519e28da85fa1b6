package io.finops.rehearsal.access;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The containers of the Compose stack, asked and steered by the Docker client: what their volumes and their engine know. */
final class ComposeParts implements StackParts {
    /** Long enough for a container to start again and for those that it depends on to be healthy. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final StackHome home;
    private final Map<String, Integer> publishedPorts;

    private ComposeParts(StackHome home, Map<String, Integer> publishedPorts) {
        this.home = home;
        this.publishedPorts = publishedPorts;
    }

    /** The containers that run here; empty when there are none, or no Docker client. */
    static Optional<ComposeParts> running(StackHome home) {
        Shell.Result containers = compose(home, "ps", "--format", "json");
        if (!containers.succeeded()) {
            return Optional.empty();
        }
        Map<String, Integer> ports = new LinkedHashMap<>();
        containers.output().lines().filter(line -> line.startsWith("{")).forEach(line -> {
            JsonNode container = Json.MAPPER.readTree(line);
            int port = 0;
            for (JsonNode publisher : container.path("Publishers")) {
                port = Math.max(port, publisher.path("PublishedPort").asInt(0));
            }
            ports.put(container.path("Service").asString(""), port);
        });
        return ports.isEmpty() ? Optional.empty() : Optional.of(new ComposeParts(home, Map.copyOf(ports)));
    }

    @Override
    public String url(String component) {
        int published = publishedPorts.getOrDefault(component, 0);
        return published > 0 ? "http://127.0.0.1:" + published : new Ports(0).url(component);
    }

    @Override
    public boolean has(String component) {
        return publishedPorts.containsKey(component);
    }

    @Override
    public String auditToken() {
        return inside("alert-audit", "cat", "/run/secrets/audit-token");
    }

    @Override
    public String merchantApiKey() {
        return inside("traffic-generator", "cat", "/run/secrets/merchant-api-key");
    }

    @Override
    public void keepDown(String component) {
        // The engine does not restart what it was told to kill, whatever the restart policy.
        expectSuccess(compose(home, "kill", "-s", "SIGKILL", component));
    }

    @Override
    public void letUp(String component) {
        expectSuccess(compose(home, "start", component));
    }

    @Override
    public Optional<String> outsideParty(OutsideParty party) {
        String variable =
                party.property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        Shell.Result value = compose(home, "exec", "-T", party.service, "printenv", variable);
        return value.succeeded() ? Optional.of(value.lastLine()) : Optional.empty();
    }

    @Override
    public String simulatorsAddress() {
        return "http://simulators:8082";
    }

    private String inside(String service, String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return expectSuccess(compose(home, arguments.toArray(String[]::new))).lastLine();
    }

    private static Shell.Result expectSuccess(Shell.Result result) {
        if (!result.succeeded()) {
            throw new StackException("docker compose: " + result.lastLine());
        }
        return result;
    }

    private static Shell.Result compose(StackHome home, String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        return Shell.run(LIMIT, home.repository(), Map.of(), "", command);
    }
}
