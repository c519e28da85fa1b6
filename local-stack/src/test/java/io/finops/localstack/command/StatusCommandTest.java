package io.finops.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    @Test
    void saysInOneRowWhatIsWrongAndHowOftenItWasStartedAgain() {
        String table = StatusCommand.table(List.of(
                new ComponentStatus("simulators", ComponentState.UP, "http://127.0.0.1:8082", "", null, 0),
                new ComponentStatus("grafana", ComponentState.ABSENT, "", "grafana is not on the PATH", null, 0),
                new ComponentStatus("prometheus", ComponentState.UP, "http://127.0.0.1:9090", "", null, 2)));
        assertThat(table.lines())
                .hasSize(3)
                .anyMatch(row -> row.matches("simulators +up +http://127.0.0.1:8082"))
                .anyMatch(row -> row.matches("grafana +absent +grafana is not on the PATH"))
                .anyMatch(row -> row.endsWith("started again 2 time(s): ./stack logs supervisor says why"));
    }
}
