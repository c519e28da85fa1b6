package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void doublesUpToTenSeconds() {
        BackOff backOff = new BackOff();
        Duration shortLife = Duration.ofSeconds(1);
        assertThat(new long[] {
                    backOff.afterLifeOf(shortLife).toMillis(),
                    backOff.afterLifeOf(shortLife).toMillis(),
                    backOff.afterLifeOf(shortLife).toMillis(),
                    backOff.afterLifeOf(shortLife).toMillis(),
                    backOff.afterLifeOf(shortLife).toMillis(),
                    backOff.afterLifeOf(shortLife).toMillis(),
                })
                .containsExactly(500, 1000, 2000, 4000, 8000, 10_000);
    }

    @Test
    void forgetsAfterALifeOfAMinute() {
        BackOff backOff = new BackOff();
        backOff.afterLifeOf(Duration.ZERO);
        backOff.afterLifeOf(Duration.ZERO);
        assertThat(backOff.afterLifeOf(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }
}
