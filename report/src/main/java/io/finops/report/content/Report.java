package io.finops.report.content;

import io.finops.report.figure.Question;
import java.time.Instant;
import java.util.List;

/**
 * The whole report.
 *
 * @param simulated whether bill or payments are simulated
 * @param problem why there are no figures; empty when there are
 * @param prometheus the address that the queries were sent to
 */
public record Report(
        String title,
        Instant from,
        Instant to,
        boolean simulated,
        String problem,
        List<Headline> headlines,
        List<Section> sections,
        List<Question> questions,
        String prometheus) {
    public Report {
        headlines = List.copyOf(headlines);
        sections = List.copyOf(sections);
        questions = List.copyOf(questions);
    }
}
