package io.finops.rehearsal.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevenueLeakTest {
    private final RevenueLeak drill = new RevenueLeak(Duration.ofSeconds(30), Set.of());

    @Test
    void expectsRevenueStoppedOfEverythingAndRevenueLeakingOfATenth() {
        assertThat(drill.options()).containsEntry("share", "100");
        assertThat(drill.of(100).alert()).isEqualTo("RevenueStopped");
        assertThat(drill.of(10).alert()).isEqualTo("RevenueLeaking");
    }

    @Test
    void refusesWhatIsNoPercentage() {
        assertThatThrownBy(() -> drill.of(0)).isInstanceOf(StackException.class).hasMessageContaining("--share");
        assertThatThrownBy(() -> drill.of(101)).isInstanceOf(StackException.class);
    }
}
