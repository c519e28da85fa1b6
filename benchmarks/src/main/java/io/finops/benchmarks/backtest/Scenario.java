package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A history to make and to judge.
 *
 * @param warmUp what the weeks before are needed for, is not judged
 * @param coldStarts in the order of time
 */
record Scenario(
        String name,
        long seed,
        Instant start,
        Duration warmUp,
        Duration judged,
        List<Incident> incidents,
        List<ColdStart> coldStarts) {
    /** Around incidents, what is seen every five seconds. */
    private static final Duration AROUND = Duration.ofMinutes(15);

    private static final Duration SHORT = Duration.ofHours(1);

    /** A stretch of time in whole seconds, both ends included. */
    record Window(long from, long to) {
        boolean holds(long time) {
            return from <= time && time <= to;
        }
    }

    /** When rules record: from the beginning, except in the gaps, in which no Prometheus runs. */
    List<Window> recordedWindows() {
        return ColdStart.without(whole(), coldStarts);
    }

    Window whole() {
        return new Window(start.getEpochSecond(), end());
    }

    /** What is judged, without the gaps in which no Prometheus runs. */
    List<Window> judgedWindows() {
        return ColdStart.without(judgedWindow(), coldStarts);
    }

    Window judgedWindow() {
        return new Window(start.plus(warmUp).getEpochSecond(), end());
    }

    /** What is sampled and evaluated every five seconds: everything that is judged, or short incidents and what surrounds them. */
    List<Window> fine() {
        if (incidents.isEmpty()) {
            return judgedWindows();
        }
        return incidents.stream()
                .filter(incident -> incident.lasts().compareTo(SHORT) < 0)
                .map(incident -> new Window(
                        incident.start().minus(AROUND).getEpochSecond(),
                        incident.over().plus(AROUND).getEpochSecond()))
                .toList();
    }

    Conditions at(long time) {
        Conditions conditions = new Conditions();
        conditions.prometheusSince = start.getEpochSecond();
        coldStarts.forEach(cold -> cold.apply(time, conditions));
        for (Incident incident : incidents) {
            if (incident.at(time)) {
                incident.effect().accept(conditions);
            }
        }
        return conditions;
    }

    private long end() {
        return start.plus(warmUp).plus(judged).getEpochSecond();
    }
}
