package io.finops.localstack.docker;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/**
 * A container as {@code docker compose ps} describes it.
 *
 * @param service its name in {@code compose.yaml}
 * @param state such as {@code running} or {@code exited}
 * @param health what its health check says; empty without one
 * @param exitCode of a container that has ended
 * @param status the same for people
 * @param publishedPort where the lowest of its published ports, that of its API, is on this machine; 0 when nowhere
 */
public record Container(String service, String state, String health, int exitCode, String status, int publishedPort) {
    static Container of(JsonNode row) {
        String state = row.path("State").asString("");
        return new Container(
                row.path("Service").asString(""),
                state,
                row.path("Health").asString(""),
                row.path("ExitCode").asInt(1),
                row.path("Status").asString(state),
                row.path("Publishers")
                        .valueStream()
                        .filter(publisher -> publisher.path("PublishedPort").asInt(0) > 0)
                        .min(Comparator.comparingInt(
                                publisher -> publisher.path("TargetPort").asInt(0)))
                        .map(publisher -> publisher.path("PublishedPort").asInt(0))
                        .orElse(0));
    }

    /** Whether it was a one-shot container that has done its work. */
    public boolean isDone() {
        return state.equals("exited") && exitCode == 0;
    }
}
