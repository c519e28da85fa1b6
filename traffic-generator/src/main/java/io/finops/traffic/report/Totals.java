package io.finops.traffic.report;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.HttpAnswers;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.Results;
import io.finops.traffic.load.Slowest;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Adds up a run. Not thread-safe. */
public final class Totals implements Consumer<Interval> {
    /** Each second gives one at most, so that a single hiccup does not fill the list. */
    private static final int LISTED = 5;

    private final Distributions times = Distributions.empty();
    private Counts counts = Counts.NONE;
    private List<HttpAnswers> answers = List.of();
    private final PriorityQueue<Slowest> slowest = new PriorityQueue<>(Comparator.comparingLong(Slowest::nanos));

    @Override
    public void accept(Interval interval) {
        times.add(interval.times());
        counts = interval.total();
        answers = interval.answers();
        if (interval.slowest() != null) {
            slowest.add(interval.slowest());
            if (slowest.size() > LISTED) {
                slowest.remove();
            }
        }
    }

    /**
     * The whole run.
     *
     * @param seconds how long requests were sent
     */
    public Results results(double seconds) {
        return new Results(
                seconds,
                counts,
                times,
                answers,
                slowest.stream().sorted(slowest.comparator().reversed()).toList());
    }
}
