package io.finops.traffic.report;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.HttpAnswers;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.Results;
import java.util.List;
import java.util.function.Consumer;

/** Adds up a run. Not thread-safe. */
public final class Totals implements Consumer<Interval> {
    private final Distributions times = Distributions.empty();
    private Counts counts = Counts.NONE;
    private List<HttpAnswers> answers = List.of();

    @Override
    public void accept(Interval interval) {
        times.add(interval.times());
        counts = interval.total();
        answers = interval.answers();
    }

    /**
     * The whole run.
     *
     * @param seconds how long requests were sent
     */
    public Results results(double seconds) {
        return new Results(seconds, counts, times, answers);
    }
}
