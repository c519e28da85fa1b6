package io.finops.rehearsal.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostlyReleaseTest {
    @Test
    void expectsTheTicketWithinThreeMinutesOfTheEndOfTheRollout() throws IOException {
        AlertDrill drill = new CostlyRelease().alertDrill();

        assertThat(drill.limit()).isEqualTo(Duration.ofMinutes(3));
        assertThat(drill.fault().beginsWhenInjected()).isTrue();
        assertThat(Files.readString(Checkout.root().resolve("docs/runbooks/" + drill.alert() + ".md")))
                .contains("./stack drill " + drill.name());
    }

    @Test
    void otherFaultsAreTimedFromBeforeTheInjection() {
        assertThat(Fault.killed("postgres").beginsWhenInjected()).isFalse();
        assertThat(Fault.simulated("gateway-down", Map.of()).beginsWhenInjected())
                .isFalse();
    }
}
