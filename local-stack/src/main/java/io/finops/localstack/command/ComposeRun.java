package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same words for people who run the Compose stack. */
final class ComposeRun {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path repository;

    ComposeRun(Path repository) {
        this.repository = repository;
    }

    /** Whether an engine answers, a Compose client is there, and every image is here or can be built. */
    boolean possible() {
        return Shell.run(LIMIT, List.of("docker", "info")).succeeded()
                && Shell.run(LIMIT, List.of("docker", "compose", "version")).succeeded();
    }

    int up() {
        return compose("up", "-d", "--wait");
    }

    int down() {
        return compose("down");
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
