package io.finops.report.content;

import io.finops.report.chart.Charts;
import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.AuditTrail;
import io.finops.report.source.Prometheus;
import io.finops.report.source.SourceException;
import io.finops.report.source.StatusBoard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes reports of Prometheus and the audit trail. */
public final class Reporter {
    private static final int MOST_HEADLINES = 10;

    private final String address;
    private final Prometheus prometheus;
    private final AuditTrail audit;

    /**
     * Of one stack.
     *
     * @param address of Prometheus, to be named in the report
     */
    public Reporter(String address, AuditTrail audit) {
        this.address = address;
        this.prometheus = new Prometheus(address);
        this.audit = audit;
    }

    /**
     * The report of a period.
     *
     * @param title what the period is called
     * @throws SourceException if Prometheus or the audit cannot be read
     */
    public Report ofPeriod(String title, Period period) {
        Questions questions = new Questions(prometheus, period);
        List<Part> parts = new ArrayList<>(figures(questions));
        parts.add(2, Incidents.read(questions, audit));
        parts.add(CostOfTraffic.read(questions));
        parts.add(Findings.read(questions));
        return report(title, questions, parts, List.of());
    }

    /**
     * The page of now: the period that ends at this moment, what fires, and the state of every part. What cannot be read is said on it.
     *
     * @param board the supervisor's, if there is one
     */
    public Report ofNow(Period period, @Nullable Path board) {
        String title = "The last " + period.words();
        List<Section> state = new ArrayList<>();
        Questions questions = new Questions(prometheus, period);
        try {
            if (board != null) {
                state.add(Now.board(StatusBoard.read(board)));
            }
            List<Part> parts = new ArrayList<>(List.of(Now.alerts(questions)));
            parts.addAll(figures(questions));
            parts.add(3, incidentsIfTheyCanBeRead(questions));
            if (board == null) {
                state.add(Now.targets(questions));
            }
            return report(title, questions, parts, state);
        } catch (SourceException e) {
            return new Report(
                    title,
                    period.start(),
                    period.end(),
                    false,
                    e.getMessage() + ". This page tries again every minute.",
                    List.of(),
                    state,
                    List.of(),
                    address);
        }
    }

    private static List<Part> figures(Questions questions) {
        Charts charts = new Charts();
        return List.of(
                Economics.read(questions, charts),
                Reliability.read(questions, charts),
                Releases.read(questions),
                Bill.read(questions, charts));
    }

    private Part incidentsIfTheyCanBeRead(Questions questions) {
        try {
            return Incidents.read(questions, audit);
        } catch (SourceException e) {
            String why = e.getMessage() + ".";
            return new Part(
                    new Section("incidents", "Incidents", List.of(why), List.of(), List.of(), List.of()), List.of());
        }
    }

    private Report report(String title, Questions questions, List<Part> parts, List<Section> more) {
        Period period = questions.period();
        boolean simulated = questions
                        .one("max(cloud_cost_source_info{simulated=\"true\"})")
                        .value()
                        .orElse(0)
                > 0;
        List<Section> sections =
                new ArrayList<>(parts.stream().map(Part::section).toList());
        sections.addAll(more);
        List<Headline> headlines = parts.stream()
                .flatMap(part -> part.headlines().stream())
                .sorted(Comparator.comparing((Headline line) -> line.urgent() ? 0 : 1)
                        .thenComparing(line -> line.urgent() ? -line.usd() : 0.0))
                .limit(MOST_HEADLINES)
                .toList();
        return new Report(
                title,
                period.start(),
                period.end(),
                simulated,
                missing(questions),
                headlines,
                sections,
                questions.asked(),
                address);
    }

    /** What the reader must know of a period that Prometheus has not seen whole. */
    private static String missing(Questions questions) {
        Period period = questions.period();
        Answer<OptionalDouble> since = questions.one(period.seenSince());
        if (since.value().isEmpty()) {
            return "Prometheus has no payments of this period: there were none, or the stack has only just been"
                    + " started.";
        }
        double seconds = period.end().getEpochSecond() - since.value().getAsDouble();
        return period.isWhole(period.start(), since.value().getAsDouble())
                ? ""
                : "Prometheus has figures of the last " + Unit.SECONDS.format(Math.max(1, seconds))
                        + " only. Sums are of that time.";
    }
}
