package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * One alert with one set of labels, evaluation by evaluation, as Prometheus keeps it: pending once its expression holds, firing
 * once that has lasted for its {@code for}, and for {@code keep_firing_for} longer than the expression holds.
 */
final class AlertState {
    /** From the first evaluation in a state to the first that is not; seconds since the epoch. */
    record Span(long from, long to) {
        boolean overlaps(long start, long end) {
            return from < end && to > start;
        }
    }

    private final long waits;
    private final long keepsFiring;
    private final List<Span> firing = new ArrayList<>();
    private final List<Span> pending = new ArrayList<>();
    private long activeSince = -1;
    private long firingSince = -1;
    private long keptSince = -1;

    private AlertState(Duration waits, Duration keepsFiring) {
        this.waits = waits.toSeconds();
        this.keepsFiring = keepsFiring.toSeconds();
    }

    /** What an alert went through whose expression held at these of the evaluations from {@code start} to {@code end}, {@code step} seconds apart. */
    static AlertState replay(Rule rule, NavigableSet<Long> holds, long start, long end, long step) {
        AlertState state = new AlertState(rule.waits(), rule.keepsFiring());
        for (long time = start; time <= end; time += step) {
            state.evaluate(time, holds.contains(time));
        }
        state.end(end + step);
        return state;
    }

    List<Span> firing() {
        return firing;
    }

    List<Span> pending() {
        return pending;
    }

    private void evaluate(long time, boolean holds) {
        if (holds) {
            keptSince = -1;
            if (activeSince < 0) {
                activeSince = time;
            }
            if (firingSince < 0 && time - activeSince >= waits) {
                if (time > activeSince) {
                    pending.add(new Span(activeSince, time));
                }
                firingSince = time;
            }
        } else if (activeSince >= 0) {
            if (firingSince >= 0 && keepsFiring > 0) {
                keptSince = keptSince < 0 ? time : keptSince;
                if (time - keptSince < keepsFiring) {
                    return;
                }
            }
            end(time);
        }
    }

    private void end(long time) {
        if (firingSince >= 0) {
            firing.add(new Span(firingSince, time));
        } else if (activeSince >= 0) {
            pending.add(new Span(activeSince, time));
        }
        activeSince = -1;
        firingSince = -1;
        keptSince = -1;
    }
}
