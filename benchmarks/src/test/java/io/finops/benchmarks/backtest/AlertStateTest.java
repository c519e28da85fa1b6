package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.benchmarks.backtest.AlertState.Span;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlertStateTest {
    @Test
    void firesAtOnceWithoutFor() {
        AlertState state = replay(0, 0, times(30, 60));

        assertThat(state.firing()).containsExactly(new Span(30, 75));
        assertThat(state.pending()).isEmpty();
    }

    @Test
    void waitsForItsFor() {
        AlertState state = replay(30, 0, times(30, 90));

        assertThat(state.pending()).containsExactly(new Span(30, 60));
        assertThat(state.firing()).containsExactly(new Span(60, 105));
    }

    @Test
    void startsToWaitAgainAfterOneEvaluationWithoutIt() {
        NavigableSet<Long> holds = times(0, 30);
        holds.addAll(times(60, 75));

        AlertState state = replay(45, 0, holds);

        assertThat(state.firing()).isEmpty();
        assertThat(state.pending()).containsExactly(new Span(0, 45), new Span(60, 90));
    }

    @Test
    void keepsFiringOverAGapAndForAWhileAfterwards() {
        NavigableSet<Long> holds = times(0, 15);
        holds.addAll(times(45, 60));

        AlertState state = replay(0, 45, holds);

        assertThat(state.firing()).containsExactly(new Span(0, 120));
    }

    @Test
    void isStillFiringAtTheEnd() {
        assertThat(replay(0, 0, times(270, 300)).firing()).containsExactly(new Span(270, 315));
    }

    private static AlertState replay(int waits, int keepsFiring, NavigableSet<Long> holds) {
        Rule rule = new Rule(
                "group",
                Duration.ofSeconds(15),
                true,
                "Alert",
                "up == 0",
                Duration.ofSeconds(waits),
                Duration.ofSeconds(keepsFiring),
                Map.of());
        return AlertState.replay(rule, holds, 0, 300, 15);
    }

    private static NavigableSet<Long> times(long from, long to) {
        NavigableSet<Long> times = new TreeSet<>();
        LongStream.iterate(from, time -> time <= to, time -> time + 15).forEach(times::add);
        return times;
    }
}
