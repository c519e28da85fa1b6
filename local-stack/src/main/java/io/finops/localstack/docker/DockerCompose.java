package io.finops.localstack.docker;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Docker client of this machine, run in a checkout.
 *
 * @param repository the folder of {@code compose.yaml}
 */
public record DockerCompose(Path repository) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Whether a Compose client is there; an engine may still be missing. */
    public static boolean hasClient() {
        return Shell.run(LIMIT, List.of("docker", "compose", "version")).succeeded();
    }

    /** Whether an engine answers and a Compose client is there. */
    public static boolean answers() {
        return Shell.run(LIMIT, List.of("docker", "info")).succeeded() && hasClient();
    }

    /** {@code docker} itself, without Compose. */
    public static Shell.Result docker(Duration limit, String... arguments) {
        return Shell.run(limit, command(List.of("docker"), arguments));
    }

    /** {@code docker compose}, to its end or until the limit. */
    public Shell.Result run(Duration limit, String... arguments) {
        return Shell.run(limit, repository, Map.of(), "", command(List.of("docker", "compose"), arguments));
    }

    /** {@code docker compose} on this terminal. Returns its exit code. */
    public int attached(String... arguments) {
        try {
            return new ProcessBuilder(command(List.of("docker", "compose"), arguments))
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

    /** The images that the services name; empty when the client cannot tell. */
    public List<String> images() {
        Shell.Result result = run(LIMIT, "config", "--images");
        return result.succeeded() ? result.output().lines().map(String::strip).toList() : List.of();
    }

    /** The containers that run; with {@code -a} also those that have ended. An exception when the client cannot tell. */
    public List<Container> containers(String... options) {
        Shell.Result result =
                run(LIMIT, command(List.of("ps", "--format", "json"), options).toArray(String[]::new));
        if (!result.succeeded()) {
            throw new StackException("docker compose ps: " + result.lastLine());
        }
        return result.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> Container.of(Json.MAPPER.readTree(line)))
                .toList();
    }

    private static List<String> command(List<String> beginning, String... arguments) {
        List<String> command = new ArrayList<>(beginning);
        command.addAll(List.of(arguments));
        return command;
    }
}
