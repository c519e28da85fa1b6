package io.finops.report.content;

import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.source.Prometheus.Sample;
import io.finops.report.source.StatusBoard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What fires at this moment, and the state of every part: only on the page, which is always of now. */
final class Now {
    private Now() {}

    static Part alerts(Questions questions) {
        Answer<List<Sample>> answer = questions.all(
                "ALERTS_FOR_STATE{alertname!=\"Watchdog\"} and ignoring (alertstate) ALERTS{alertstate=\"firing\"}");
        List<Sample> firing = answer.value().stream()
                .sorted(Comparator.comparing((Sample row) -> row.label("severity"))
                        .thenComparing(Sample::value))
                .toList();
        List<String> notes = firing.isEmpty() ? List.of("Nothing fires.") : List.of();
        List<Table> tables = firing.isEmpty()
                ? List.of()
                : List.of(new Table(
                        "Firing now; times in UTC",
                        List.of("alert", "severity", "service", "since"),
                        firing.stream()
                                .map(row -> List.of(
                                        Cell.text(row.label("alertname")),
                                        Cell.text(row.label("severity")),
                                        Cell.text(row.label("service")),
                                        Cell.number(
                                                Times.minute(Instant.ofEpochSecond((long) row.value())),
                                                answer.footnote())))
                                .toList()));
        List<Headline> lines = firing.stream()
                .filter(row -> row.label("severity").equals("critical"))
                .limit(1)
                .map(row -> new Headline(
                        true,
                        Headline.BEFORE_ALL,
                        row.label("alertname") + " is firing now.",
                        List.of(answer.footnote())))
                .toList();
        return new Part(new Section("firing", "What fires now", notes, List.of(), List.of(), tables), lines);
    }

    /** By Prometheus's own scrapes. */
    static Section targets(Questions questions) {
        Answer<List<Sample>> answer = questions.all("min by (job) (up)");
        List<List<Cell>> rows = answer.value().stream()
                .sorted(Comparator.comparing(row -> row.label("job")))
                .map(row -> List.of(
                        Cell.text(row.label("job")), Cell.number(row.value() == 1 ? "up" : "DOWN", answer.footnote())))
                .toList();
        return parts(rows, List.of("part", "state"));
    }

    /** By the board of the supervisor, which also knows what Prometheus does not scrape. */
    static Section board(List<StatusBoard.Part> board) {
        List<List<Cell>> rows = new ArrayList<>();
        for (StatusBoard.Part part : board) {
            rows.add(List.of(
                    Cell.text(part.name()),
                    Cell.text(part.state().equals("up") ? "up" : part.state().toUpperCase(Locale.ROOT)),
                    Cell.text(part.url()),
                    Cell.text(part.reason())));
        }
        return parts(rows, List.of("part", "state", "address", "why"));
    }

    private static Section parts(List<List<Cell>> rows, List<String> columns) {
        List<Table> tables =
                rows.isEmpty() ? List.of() : List.of(new Table("Every part that was started", columns, rows));
        return new Section("parts", "The parts of the stack", List.of(), List.of(), List.of(), tables);
    }
}
