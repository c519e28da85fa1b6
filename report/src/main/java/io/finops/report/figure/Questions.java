package io.finops.report.figure;

import io.finops.report.source.Prometheus;
import io.finops.report.source.Prometheus.Sample;
import io.finops.report.source.Prometheus.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Asks, and remembers what was asked: the report prints every query behind its figures. For one thread. */
public final class Questions {
    private final Prometheus prometheus;
    private final Period period;
    private final Map<String, Question> asked;

    /** What came back, and the footnote of the query. */
    public record Answer<T>(T value, int footnote) {}

    public Questions(Prometheus prometheus, Period period) {
        this(prometheus, period, new LinkedHashMap<>());
    }

    private Questions(Prometheus prometheus, Period period, Map<String, Question> asked) {
        this.prometheus = prometheus;
        this.period = period;
        this.asked = asked;
    }

    /** Questions of another time, in the same list. */
    public Questions over(Period other) {
        return new Questions(prometheus, other, asked);
    }

    public Period period() {
        return period;
    }

    /** Every series at the end of the period. */
    public Answer<List<Sample>> all(String query) {
        return new Answer<>(prometheus.query(query, period.end()), footnote(query, "at " + period.end()));
    }

    /** The value of the only series; empty when there is none. */
    public Answer<OptionalDouble> one(String query) {
        Answer<List<Sample>> answer = all(query);
        return new Answer<>(answer.value().stream().mapToDouble(Sample::value).findFirst(), answer.footnote());
    }

    /** Every series over the period, in the steps of a chart. */
    public Answer<List<Series>> range(String query) {
        return range(query, period.step());
    }

    public Answer<List<Series>> range(String query, Duration step) {
        return new Answer<>(
                prometheus.range(query, period.start(), period.end(), step),
                footnote(
                        query,
                        "from " + period.start() + " to " + period.end() + ", every " + step.toSeconds() + " s"));
    }

    /** A card with one number, and what it was before if that is asked. */
    public Figure figure(String label, Unit unit, String query, String queryBefore) {
        Answer<OptionalDouble> now = one(query);
        if (now.value().isEmpty()) {
            return Figure.absent(label, unit, now.footnote());
        }
        double value = now.value().getAsDouble();
        Figure figure = new Figure(label, value, unit, List.of(now.footnote()), "");
        if (queryBefore.isEmpty() || !beforeIsWhole()) {
            return figure;
        }
        Answer<OptionalDouble> before = one(queryBefore);
        return before.value().isEmpty()
                ? figure
                : figure.remarked(
                        unit.change(value, before.value().getAsDouble()) + " against the " + period.words() + " before",
                        before.footnote());
    }

    /** Nothing is compared with a part of the period before: sums of that are small. */
    private boolean beforeIsWhole() {
        OptionalDouble since = one(period.seenSinceBefore()).value();
        return since.isPresent() && period.isWhole(period.start().minus(period.length()), since.getAsDouble());
    }

    /** What was asked elsewhere than of Prometheus. */
    public int footnote(String query, String when) {
        return asked.computeIfAbsent(query + '\n' + when, key -> new Question(asked.size() + 1, query, when))
                .number();
    }

    /** In the order of their footnotes. */
    public List<Question> asked() {
        return new ArrayList<>(asked.values());
    }
}
