package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How densely a history is sampled and evaluated.
 *
 * @param step seconds between two scrapes, and the shortest between two evaluations
 * @param blockHours how long a block of raw samples is
 * @param queryHours how long one query or a block of recorded samples may be: a query returns 11,000 steps at most
 * @param lookback how long a sample stands for when no newer one comes
 */
record Resolution(String name, int step, int blockHours, int queryHours, Duration lookback) {
    /** Near the 2 s of the scrapes. Without markers of staleness, a series that ends is seen for the look-back. */
    static final Resolution FINE = new Resolution("5 s", 5, 54, 6, Duration.ofSeconds(20));

    static final Resolution COARSE = new Resolution("60 s", World.COARSE, 162, 162, Duration.ofMinutes(5));

    /** A rate needs two scrapes. */
    private static final Duration SHORT = Duration.ofSeconds(2L * World.COARSE);

    private static final Duration LONG = Duration.ofHours(2);
    private static final long RARELY = 240;

    /** Whether a minute between two scrapes would blind the alert or what it rests on. */
    static boolean needsFine(Rule alert, RuleBook book) {
        List<Rule> all = new ArrayList<>(List.of(alert));
        book.recordingsFor(List.of(alert)).forEach(all::addAll);
        return all.stream().anyMatch(rule -> rule.shortestWindow().compareTo(SHORT) < 0);
    }

    /**
     * What looks back for hours changes little in four minutes, and a sample stands for five. What is recorded more rarely than a sample stands for is
     * recorded as often as that: Prometheus itself would see it all the time.
     */
    long recordingStepOf(Rule rule) {
        if (stepOf(rule) > lookback.toSeconds()) {
            return lookback.toSeconds();
        }
        boolean slow = step == COARSE.step && rule.shortestWindow().compareTo(LONG) >= 0;
        return slow && rule.shortestWindow().compareTo(Rule.NO_WINDOW) < 0
                ? Math.max(RARELY, stepOf(rule))
                : stepOf(rule);
    }

    long stepOf(Rule rule) {
        return Math.max(step, rule.interval().toSeconds());
    }

    long blockSeconds() {
        return blockHours * 3600L;
    }
}
