package io.finops.localstack.command;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The same words for people who run the Compose stack. */
final class ComposeRun {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PULL_LIMIT = Duration.ofMinutes(5);
    private static final String OWN_IMAGES = "finops-observability/";

    private final Path repository;
    private final Path mark;

    ComposeRun(StackHome home) {
        this.repository = home.repository();
        this.mark = home.run().resolve("compose");
    }

    /** Whether the last {@code up} here was the containers'. */
    boolean isTheWay() {
        return Files.exists(mark);
    }

    /** Whether this machine can run the containers: {@link #possible}, and the published images are here or can be pulled. */
    boolean ready(Consumer<String> progress) {
        if (!possible()) {
            return false;
        }
        List<String> missing = images().stream()
                .filter(image -> !image.startsWith(OWN_IMAGES))
                .filter(image -> !docker("image", "inspect", image).succeeded())
                .toList();
        if (!missing.isEmpty()) {
            // One pull tells: where the first cannot be had, the others cannot either.
            progress.accept("pulling " + missing.get(0));
            if (!docker("pull", "-q", missing.get(0)).succeeded()) {
                progress.accept("images cannot be pulled here: starting natively");
                return false;
            }
        }
        return true;
    }

    private List<String> images() {
        Shell.Result result =
                Shell.run(LIMIT, repository, Map.of(), "", List.of("docker", "compose", "config", "--images"));
        return result.succeeded() ? result.output().lines().map(String::strip).toList() : List.of();
    }

    private static Shell.Result docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Shell.run(PULL_LIMIT, command);
    }

    /** Whether an engine answers and a Compose client is there. */
    private boolean possible() {
        return Shell.run(LIMIT, List.of("docker", "info")).succeeded()
                && Shell.run(LIMIT, List.of("docker", "compose", "version")).succeeded();
    }

    int up() {
        try {
            Files.writeString(mark, "");
        } catch (IOException e) {
            throw new StackException("cannot write " + mark + ": " + e, e);
        }
        return compose("up", "-d", "--wait");
    }

    int down() {
        int exitCode = compose("down");
        forget();
        return exitCode;
    }

    /** From now on the native stack is what {@code status} and {@code down} speak of. */
    void forget() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new StackException("cannot delete " + mark + ": " + e, e);
        }
    }

    /** The containers as rows of {@code status}; the one-shot ones that have done their work are left out. */
    List<ComponentStatus> status() {
        Shell.Result result = Shell.run(
                LIMIT, repository, Map.of(), "", List.of("docker", "compose", "ps", "-a", "--format", "json"));
        if (!result.succeeded()) {
            throw new StackException("docker compose ps: " + result.lastLine());
        }
        return result.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> Json.MAPPER.readTree(line))
                .filter(row -> !(row.path("State").asString("").equals("exited")
                        && row.path("ExitCode").asInt(1) == 0))
                .map(ComposeRun::row)
                .toList();
    }

    private static ComponentStatus row(JsonNode container) {
        String state = container.path("State").asString("");
        String health = container.path("Health").asString("");
        boolean running = state.equals("running");
        ComponentState shown = !running
                ? ComponentState.down
                : switch (health) {
                    case "", "healthy" -> ComponentState.up;
                    case "starting" -> ComponentState.starting;
                    default -> ComponentState.unhealthy;
                };
        String url = "";
        for (JsonNode publisher : container.path("Publishers")) {
            int port = publisher.path("PublishedPort").asInt(0);
            if (port > 0 && url.isEmpty()) {
                url = "http://127.0.0.1:" + port;
            }
        }
        String reason =
                shown == ComponentState.up ? "" : container.path("Status").asString(state);
        return new ComponentStatus(container.path("Service").asString(""), shown, url, reason, null, 0);
    }

    private int compose(String... arguments) {
        if (!possible()) {
            throw new StackException("no Docker engine with Compose answers here: use ./stack up --native");
        }
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("cannot run docker compose: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
