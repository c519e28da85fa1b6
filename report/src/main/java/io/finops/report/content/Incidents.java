package io.finops.report.content;

import io.finops.report.figure.Figure;
import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.AuditTrail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What paged and what opened tickets, how long it lasted, how many messages it took, and what it cost. */
final class Incidents {
    private static final int MOST_ROWS = 30;
    private static final int MOST_LINES = 3;

    private Incidents() {}

    static Part read(Questions questions, AuditTrail audit) {
        Period period = questions.period();
        AuditTrail.Answer answer = audit.between(period.start(), period.end());
        int footnote = questions.footnote(
                "GET /alerts?since=" + period.start() + "&until=" + period.end(), "of alert-audit, with its token");
        List<Consequences> incidents = Incident.of(answer.entries()).stream()
                .map(incident -> Consequences.read(questions, incident))
                .sorted(Comparator.comparing(
                                (Consequences row) -> row.incident().isPage() ? 0 : 1)
                        .thenComparing(row -> row.incident().start(), Comparator.reverseOrder()))
                .toList();
        List<String> notes = new ArrayList<>();
        if (!answer.complete()) {
            notes.add("The audit has more entries of this period than it gives at once: only the newest are counted.");
        }
        if (incidents.isEmpty()) {
            notes.add("Nothing alerted in this period.");
        } else {
            notes.add(
                    "Pages that overlap are one incident. Acknowledged is the first silence that anybody set meanwhile, or"
                            + " the end. Revenue missed is an estimate: what the hour before the incident brought, for as long,"
                            + " less what came. The error budget is that of availability for 30 days.");
        }
        List<Table> tables = incidents.isEmpty() ? List.of() : List.of(table(incidents, period, footnote));
        Section section = new Section(
                "incidents", "Incidents", notes, figures(questions, incidents, footnote), List.of(), tables);
        return new Part(section, headlines(incidents, period, footnote));
    }

    private static List<Figure> figures(Questions questions, List<Consequences> incidents, int footnote) {
        Period period = questions.period();
        List<Incident> pages = incidents.stream()
                .map(Consequences::incident)
                .filter(Incident::isPage)
                .toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("Incidents that paged", (double) pages.size(), Unit.COUNT, List.of(footnote), ""));
        figures.add(
                new Figure("Tickets", (double) (incidents.size() - pages.size()), Unit.COUNT, List.of(footnote), ""));
        if (!pages.isEmpty()) {
            figures.add(new Figure(
                    "Mean time to resolve a page",
                    pages.stream()
                            .mapToDouble(page -> page.lasted(period.end()).toMillis() / 1000.0)
                            .average()
                            .orElse(0),
                    Unit.SECONDS,
                    List.of(footnote),
                    "aim: 8 min"));
            OptionalDouble acknowledged = incidents.stream()
                    .flatMapToDouble(row -> row.acknowledged().value().stream())
                    .average();
            if (acknowledged.isPresent()) {
                figures.add(new Figure(
                        "Mean time to acknowledge a page",
                        acknowledged.getAsDouble(),
                        Unit.SECONDS,
                        acknowledgements(incidents, footnote),
                        "until a silence, or its end"));
            }
            figures.add(new Figure(
                    "Messages a page, on each channel",
                    pages.stream().mapToInt(Incident::messages).average().orElse(0),
                    Unit.COUNT,
                    List.of(footnote),
                    "from its beginning to its end"));
        }
        Figure detected = questions.figure(
                "Time to detect, mean of the drills that were run",
                Unit.SECONDS,
                "avg(finops_run_figure{run=\"drill\",figure=\"notified_seconds\"})",
                "");
        if (detected.value() != null) {
            figures.add(detected.remarked("aim: 30 s"));
        }
        return figures;
    }

    /** The audit has when pages began and ended, Prometheus when silences were set. */
    private static List<Integer> acknowledgements(List<Consequences> incidents, int audit) {
        List<Integer> footnotes = new ArrayList<>(List.of(audit));
        incidents.stream()
                .filter(row -> row.acknowledged().value().isPresent())
                .forEach(row -> footnotes.add(row.acknowledged().footnote()));
        return footnotes;
    }

    private static Table table(List<Consequences> incidents, Period period, int footnote) {
        List<List<Cell>> rows = incidents.stream()
                .limit(MOST_ROWS)
                .map(row -> {
                    Incident incident = row.incident();
                    return List.of(
                            Cell.text(String.join(", ", incident.alerts())),
                            Cell.text(incident.isPage() ? "page" : "ticket"),
                            Cell.text(Times.minute(incident.start())),
                            Cell.number(
                                    lasted(incident, period) + (incident.end() == null ? ", goes on" : ""), footnote),
                            Cell.number(String.valueOf(incident.messages()), footnote),
                            cell(Unit.SECONDS, row.acknowledged()),
                            cell(Unit.USD, row.missed()),
                            cell(Unit.RATIO, row.burnt()));
                })
                .toList();
        String caption = incidents.size() > MOST_ROWS
                ? "The first " + MOST_ROWS + " of " + incidents.size() + ", pages before tickets"
                : "Pages before tickets, the newest first; times in UTC";
        return new Table(
                caption,
                List.of(
                        "alerts",
                        "kind",
                        "began",
                        "lasted",
                        "messages",
                        "acknowledged after",
                        "revenue missed",
                        "error budget burnt"),
                rows);
    }

    private static Cell cell(Unit unit, Answer<OptionalDouble> answer) {
        return answer.value().isEmpty()
                ? Cell.nothing()
                : Cell.number(unit.format(answer.value().getAsDouble()), answer.footnote());
    }

    private static String lasted(Incident incident, Period period) {
        return Unit.SECONDS.format(
                (double) Math.max(1, incident.lasted(period.end()).toSeconds()));
    }

    private static List<Headline> headlines(List<Consequences> incidents, Period period, int footnote) {
        List<Headline> lines = new ArrayList<>();
        List<Consequences> pages = incidents.stream()
                .filter(row -> row.incident().isPage())
                .sorted(Comparator.comparing(
                                (Consequences row) -> row.incident().end() != null)
                        .thenComparing(row -> -row.missed().value().orElse(0)))
                .toList();
        pages.stream().limit(MOST_LINES).forEach(row -> {
            Incident page = row.incident();
            List<Integer> notes = new ArrayList<>(List.of(footnote));
            String cost = "";
            double missed = row.missed().value().orElse(0);
            if (missed >= 1) {
                cost = " About " + Unit.USD.format(missed) + " of revenue was missed.";
                notes.add(row.missed().footnote());
            }
            lines.add(new Headline(
                    true,
                    missed,
                    page.alerts().get(0) + " paged on " + Times.minute(page.start()) + " UTC and "
                            + (page.end() == null ? "has gone on for " : "lasted ")
                            + lasted(page, period) + ": "
                            + page.summary() + "." + cost,
                    notes));
        });
        if (pages.size() > MOST_LINES) {
            lines.add(new Headline(true, (pages.size() - MOST_LINES) + " more incidents paged.", List.of(footnote)));
        }
        if (pages.isEmpty()) {
            lines.add(new Headline(false, "Nobody was paged.", List.of(footnote)));
        }
        return lines;
    }
}
