package io.finops.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.UsageException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DrillCommandTest {
    @Test
    void aNameThatIsNoneIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> called("gateway-outrage"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("gateway-outage", "telemetry-down", "cluster");
    }

    @Test
    void anOptionWithoutANameIsRefused() {
        assertThatThrownBy(() -> called("--kills=3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--kills=3");
    }

    @Test
    void aDrillOfAClusterAsksForOne() {
        assertThatThrownBy(() -> called("cluster"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--kubernetes");
    }

    private static void called(String... arguments) throws Exception {
        DrillCommand command = new DrillCommand();
        new CommandLine(command).parseArgs(arguments);
        command.call();
    }
}
