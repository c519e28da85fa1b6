package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(Duration.ofSeconds(60));
    private long now;

    @Test
    void endsWhenTheComponentWasUnhealthyForTheWholeTime() {
        assertThat(unhealthyFor(59)).isFalse();
        assertThat(unhealthyFor(1)).isTrue();
    }

    @Test
    void beginsAnewWithEachGoodAnswer() {
        assertThat(unhealthyFor(59)).isFalse();
        healthyFor(1);
        assertThat(unhealthyFor(59)).isFalse();
    }

    @Test
    void doublesUpToEightTimes() {
        assertThat(new long[] {
                    secondsToTheEnd(), secondsToTheEnd(), secondsToTheEnd(), secondsToTheEnd(), secondsToTheEnd()
                })
                .containsExactly(60, 120, 240, 480, 480);
    }

    @Test
    void forgetsAfterTenMinutesOfHealthAndNotSooner() {
        secondsToTheEnd();
        healthyFor(599);
        assertThat(secondsToTheEnd()).isEqualTo(120);
        healthyFor(601);
        assertThat(secondsToTheEnd()).isEqualTo(60);
    }

    @Test
    void doesNotCountWhatIsNotTheComponentsFault() {
        assertThat(unhealthyFor(59)).isFalse();
        patience.excuse();
        assertThat(unhealthyFor(59)).isFalse();
    }

    private long secondsToTheEnd() {
        for (long begin = now; ; now++) {
            if (patience.isExhaustedBy(Duration.ofSeconds(now))) {
                return now - begin;
            }
        }
    }

    private boolean unhealthyFor(int seconds) {
        boolean exhausted = patience.isExhaustedBy(Duration.ofSeconds(now));
        for (int second = 0; second < seconds; second++) {
            exhausted |= patience.isExhaustedBy(Duration.ofSeconds(++now));
        }
        return exhausted;
    }

    private void healthyFor(int seconds) {
        for (int second = 0; second <= seconds; second++) {
            patience.sawHealthy(Duration.ofSeconds(++now));
        }
    }
}
