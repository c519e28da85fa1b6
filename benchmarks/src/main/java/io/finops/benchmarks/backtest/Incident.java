package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that goes wrong for a while.
 *
 * @param alerts each of which must come between its start and {@link #over}
 * @param within how long after its end it may still be told: a day that settles late, a window that is long
 */
record Incident(
        String name, Instant start, Duration lasts, Duration within, List<String> alerts, Consumer<Conditions> effect) {
    Instant end() {
        return start.plus(lasts);
    }

    /** The last moment at which alerts can be its own. */
    Instant over() {
        return end().plus(within);
    }

    boolean at(long time) {
        return start.getEpochSecond() <= time && time < end().getEpochSecond();
    }
}
