package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import io.finops.localstack.process.Shell;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Starts the stack that the other system tests use. First but for {@code KillPaymentsIT}, which needs the whole machine: while the tests of deliveries
 * wait for their messages, the stack gets the minutes of history that {@link DashboardQueriesIT} asks for.
 */
@ExtendWith(RunningStack.class)
@Order(2)
class StackStartIT {
    @Test
    void everyStartedComponentIsUp(LocalStackJar launcher) {
        Shell.Result status = launcher.run("status", "--json");
        assertThat(status.exitCode()).as(status.output()).isZero();
        JsonNode components = Json.MAPPER.readTree(status.output()).path("components");
        assertThat(components.size()).isGreaterThanOrEqualTo(13);
        for (JsonNode component : components) {
            assertThat(component.path("state").asString(""))
                    .as(component.toString())
                    .isIn("up", "absent");
            assertThat(component.propertyNames()).containsExactlyInAnyOrder("name", "state", "url", "reason");
        }
    }
}
