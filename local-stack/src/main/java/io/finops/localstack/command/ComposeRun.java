package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.docker.Container;
import io.finops.localstack.docker.DockerCompose;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The same words for people who run the Compose stack. */
final class ComposeRun {
    private static final Duration PULL_LIMIT = Duration.ofMinutes(5);
    private static final String OWN_IMAGES = "finops-observability/";

    private final DockerCompose client;
    private final Path mark;

    ComposeRun(StackHome home) {
        this.client = new DockerCompose(home.repository());
        this.mark = home.run().resolve("compose");
    }

    /** Whether the last {@code up} here was the containers'. */
    boolean isTheWay() {
        return Files.exists(mark);
    }

    /** Whether this machine can run the containers: an engine answers, and the published images are here or can be pulled. */
    boolean ready(Consumer<String> progress) {
        if (!DockerCompose.answers()) {
            return false;
        }
        List<String> missing = client.images().stream()
                .filter(image -> !image.startsWith(OWN_IMAGES))
                .filter(image -> !DockerCompose.docker(PULL_LIMIT, "image", "inspect", image)
                        .succeeded())
                .toList();
        if (!missing.isEmpty()) {
            // One pull tells: where the first cannot be had, the others cannot either.
            progress.accept("pulling " + missing.get(0));
            if (!DockerCompose.docker(PULL_LIMIT, "pull", "-q", missing.get(0)).succeeded()) {
                progress.accept("images cannot be pulled here: starting natively");
                return false;
            }
        }
        return true;
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
        // Without a profile's name Compose leaves what it started, and with it networks that are in use.
        int exitCode = compose("--profile", "*", "down");
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
        return client.containers("-a").stream()
                .filter(container -> !container.isDone())
                .map(ComposeRun::row)
                .toList();
    }

    private static ComponentStatus row(Container container) {
        ComponentState shown = !container.state().equals("running")
                ? ComponentState.DOWN
                : switch (container.health()) {
                    case "", "healthy" -> ComponentState.UP;
                    case "starting" -> ComponentState.STARTING;
                    default -> ComponentState.UNHEALTHY;
                };
        String url = container.publishedPort() > 0 ? "http://127.0.0.1:" + container.publishedPort() : "";
        String reason = shown == ComponentState.UP ? "" : container.status();
        return new ComponentStatus(container.service(), shown, url, reason, null, 0);
    }

    private int compose(String... arguments) {
        if (!DockerCompose.answers()) {
            throw new StackException("no Docker engine with Compose answers here: use ./stack up --native");
        }
        return client.attached(arguments);
    }
}
