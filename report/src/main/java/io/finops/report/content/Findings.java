package io.finops.report.content;

import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What could be saved, the largest first. */
final class Findings {
    private static final String ALL = "max by (finding, effort) (finops_saving_usd_per_month)";
    private static final int MOST_ROWS = 15;

    private Findings() {}

    static Part read(Questions questions) {
        Answer<List<Sample>> answer = questions.all(ALL);
        List<Sample> found = answer.value().stream()
                .sorted(Comparator.comparingDouble(Sample::value).reversed())
                .limit(MOST_ROWS)
                .toList();
        List<String> notes = List.of(
                found.isEmpty()
                        ? "Nothing worth a dollar a month was found in what is measured here."
                        : "USD a month, as things are now. Several can concern one resource: do not add them up. What"
                                + " each is made of, and what to do, is in docs/findings.md.");
        List<Table> tables = new ArrayList<>();
        List<Headline> lines = new ArrayList<>();
        if (!found.isEmpty()) {
            tables.add(new Table(
                    "Findings, by what they are worth",
                    List.of("finding", "USD a month", "evidence", "effort", "what it does to the error budget", "more"),
                    found.stream()
                            .map(row -> row(questions, row, answer.footnote()))
                            .toList()));
            Sample largest = found.get(0);
            lines.add(new Headline(
                    false,
                    "The largest of " + found.size() + " savings found: " + title(largest) + ", "
                            + Unit.USD.format(largest.value()) + " a month.",
                    List.of(answer.footnote())));
        }
        return new Part(new Section("findings", "What could be saved", notes, List.of(), List.of(), tables), lines);
    }

    private static List<Cell> row(Questions questions, Sample row, int footnote) {
        String label = row.label("finding");
        return List.of(
                Cell.text(title(row)),
                Cell.number(Unit.USD.format(row.value()), footnote),
                Finding.of(label)
                        .map(finding -> evidence(questions, finding, label))
                        .orElseGet(Cell::nothing),
                Cell.text(row.label("effort")),
                Cell.text(Finding.of(label).map(finding -> finding.budget).orElse("")),
                Cell.text(Finding.of(label)
                        .map(finding -> "docs/findings.md#" + finding.label())
                        .orElse("")));
    }

    private static Cell evidence(Questions questions, Finding finding, String label) {
        Answer<OptionalDouble> answer = questions.one(finding.query(label));
        return answer.value().isEmpty()
                ? Cell.nothing()
                : new Cell(
                        finding.evidence + ": "
                                + finding.unit.format(answer.value().getAsDouble()),
                        false,
                        List.of(answer.footnote()));
    }

    private static String title(Sample row) {
        String label = row.label("finding");
        return Finding.of(label).map(finding -> finding.title(label)).orElse(label);
    }
}
