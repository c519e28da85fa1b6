package io.finops.rehearsal.runningstack;

import io.finops.localstack.StackException;
import io.finops.localstack.docker.Container;
import io.finops.localstack.docker.DockerCompose;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The containers of the Compose stack, asked and steered by the Docker client: what their volumes and their engine know. */
final class RunningContainers implements RunningParts {
    /** Long enough for a container to start again and for those that it depends on to be healthy. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final DockerCompose client;
    private final Map<String, Integer> publishedPorts;

    private RunningContainers(DockerCompose client, Map<String, Integer> publishedPorts) {
        this.client = client;
        this.publishedPorts = publishedPorts;
    }

    /** The containers that run here; empty when there are none, or no Docker client. */
    static Optional<RunningContainers> running(StackHome home) {
        DockerCompose client = new DockerCompose(home.repository());
        try {
            Map<String, Integer> ports = client.containers().stream()
                    .collect(Collectors.toMap(Container::service, Container::publishedPort, Math::max));
            return ports.isEmpty() ? Optional.empty() : Optional.of(new RunningContainers(client, Map.copyOf(ports)));
        } catch (StackException e) {
            return Optional.empty();
        }
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
        expectSuccess(client.run(LIMIT, "kill", "-s", "SIGKILL", component));
    }

    @Override
    public void letUp(String component) {
        expectSuccess(client.run(LIMIT, "start", component));
    }

    @Override
    public Optional<String> outsideParty(OutsideParty party) {
        String variable =
                party.property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        Shell.Result value = client.run(LIMIT, "exec", "-T", party.service, "printenv", variable);
        return value.succeeded() ? Optional.of(value.lastLine()) : Optional.empty();
    }

    @Override
    public String simulatorsAddress() {
        return "http://simulators:8082";
    }

    private String inside(String service, String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return expectSuccess(client.run(LIMIT, arguments.toArray(String[]::new)))
                .lastLine();
    }

    private static Shell.Result expectSuccess(Shell.Result result) {
        if (!result.succeeded()) {
            throw new StackException("docker compose: " + result.lastLine());
        }
        return result;
    }
}
