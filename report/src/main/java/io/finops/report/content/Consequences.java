package io.finops.report.content;

import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.source.Prometheus.Point;
import io.finops.report.source.Prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * An incident with what it took. All but the incident is empty for tickets, which are about money spent and not about payments missed.
 *
 * @param acknowledged seconds until somebody silenced something, or until its end; empty while it goes on without either
 * @param missed USD of revenue
 * @param burnt share of the 30 days' error budget of availability
 */
record Consequences(
        Incident incident,
        Answer<OptionalDouble> acknowledged,
        Answer<OptionalDouble> missed,
        Answer<OptionalDouble> burnt) {
    /** Recorded rates are over five minutes: as long after the end they still show what happened. */
    private static final Duration SMEAR = Duration.ofMinutes(5);

    private static final String SILENCES = "sum(alertmanager_silences{state=\"active\"})";
    private static final long MOST_POINTS = 1000;

    private static final Answer<OptionalDouble> NONE = new Answer<>(OptionalDouble.empty(), 0);
    // What is missing while nothing is scraped counts as nothing.
    private static final String MISSED = "clamp_min(%1$d * avg_over_time(finops:revenue_usd:rate5m[1h] @ %2$d) - (60 *"
            + " sum_over_time(avg_over_time(finops:revenue_usd:rate5m[120s])[%1$ds:60s] @ %3$d) or vector(0)),"
            + " 0)";
    private static final String AVAILABILITY = "{sloth_id=\"payments-service-availability\"}";
    private static final String BURNT =
            "%1$d * avg_over_time(finops:slo_events_bad:rate5m" + AVAILABILITY + "[%1$ds] @ %3$d)"
                    + " / (30 * 86400 * avg_over_time(finops:slo_events_total:rate5m" + AVAILABILITY + "[30d])"
                    + " * scalar(max(slo:error_budget:ratio" + AVAILABILITY + ")) > 0)";

    static Consequences read(Questions questions, Incident incident) {
        if (!incident.isPage()) {
            return new Consequences(incident, NONE, NONE, NONE);
        }
        return new Consequences(
                incident,
                acknowledged(questions, incident),
                ask(questions, incident, MISSED),
                ask(questions, incident, BURNT));
    }

    private static Answer<OptionalDouble> ask(Questions questions, Incident incident, String query) {
        Instant now = questions.period().end();
        Instant end = incident.end() == null || incident.end().plus(SMEAR).isAfter(now)
                ? now
                : incident.end().plus(SMEAR);
        long seconds = Math.max(15, Duration.between(incident.start(), end).toSeconds());
        return questions.one(
                String.format(Locale.ROOT, query, seconds, incident.start().getEpochSecond(), end.getEpochSecond()));
    }

    private static Answer<OptionalDouble> acknowledged(Questions questions, Incident incident) {
        Instant end = incident.end() == null ? questions.period().end() : incident.end();
        Duration length = Duration.between(incident.start(), end);
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            length = Duration.ofMinutes(1);
        }
        Questions meanwhile = questions.over(new Period(incident.start().plus(length), length));
        Answer<List<Series>> silences =
                meanwhile.range(SILENCES, Duration.ofSeconds(Math.max(15, length.toSeconds() / MOST_POINTS)));
        OptionalDouble silenced = silences.value().stream()
                .flatMapToDouble(series -> firstRise(series.points(), incident.start()).stream())
                .findFirst();
        double lasted = Duration.between(incident.start(), end).toMillis() / 1000.0;
        return new Answer<>(
                silenced.isPresent() || incident.end() == null ? silenced : OptionalDouble.of(Math.max(1, lasted)),
                silences.footnote());
    }

    /** Seconds until there were more than a moment before. */
    private static OptionalDouble firstRise(List<Point> points, Instant start) {
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).value() > points.get(i - 1).value()) {
                return OptionalDouble.of(
                        (double) Duration.between(start, points.get(i).time()).toSeconds());
            }
        }
        return OptionalDouble.empty();
    }
}
