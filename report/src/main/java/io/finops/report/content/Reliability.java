package io.finops.report.content;

import io.finops.report.chart.Chart;
import io.finops.report.chart.Charts;
import io.finops.report.chart.Line;
import io.finops.report.figure.Figure;
import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Sample;
import io.finops.report.source.Prometheus.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How well payments were answered: objectives, latency, outcomes. */
final class Reliability {
    private static final String BAD = "finops:slo_events_bad:rate5m";
    private static final String TOTAL = "finops:slo_events_total:rate5m";
    private static final String AVAILABILITY = "{sloth_id=\"payments-service-availability\"}";
    private static final String ACCEPTED = "finops:payments_accepted:rate5m";
    private static final String ACCEPTED_COUNTED = "sum(increase(transactions_accepted_totalRANGE))";
    private static final String QUANTILE = "histogram_quantile(%s, sum by (le)"
            + " (rate(app_requests_processing_seconds_bucket{operation=\"create_payment\"}[%s]))) >= 0";

    private Reliability() {}

    static Part read(Questions questions, Charts charts) {
        Period period = questions.period();
        Figure answered = questions.figure(
                "Answered with a decision",
                Unit.RATIO,
                "1 - (" + period.sum(BAD + AVAILABILITY) + ") / ((" + period.sum(TOTAL + AVAILABILITY) + ") > 0)",
                "1 - (" + period.sumBefore(BAD + AVAILABILITY) + ") / ((" + period.sumBefore(TOTAL + AVAILABILITY)
                        + ") > 0)");
        Figure approval = questions.figure(
                "Approval rate",
                Unit.RATIO,
                "(" + Economics.approved(period) + ") / ((" + period.total(ACCEPTED, ACCEPTED_COUNTED) + ") > 0)",
                "(" + Economics.approvedBefore(period) + ") / ((" + period.totalBefore(ACCEPTED, ACCEPTED_COUNTED)
                        + ") > 0)");
        List<Figure> figures = new ArrayList<>(List.of(answered, approval));
        if (!period.isLong()) {
            String window = period.window();
            figures.add(questions.figure("p95 latency", Unit.SECONDS, String.format(QUANTILE, "0.95", window), ""));
            figures.add(questions.figure("p99 latency", Unit.SECONDS, String.format(QUANTILE, "0.99", window), ""));
        }
        figures.add(questions.figure("Undecided now", Unit.COUNT, "max(transactions_pending)", ""));
        Figure burnt = questions.figure(
                "Revenue that the burnt error budget stands for, 30 days",
                Unit.USD,
                "sum(slo:error_budget_burnt_revenue_usd:sum30d{sloth_slo=\"availability\"})",
                "");
        if (burnt.value() != null) {
            figures.add(burnt.remarked("at most: some customers come back"));
        }
        List<Table> tables = new ArrayList<>();
        List<Headline> lines = new ArrayList<>();
        objectives(questions, tables, lines);
        if (answered.value() != null && approval.value() != null) {
            lines.add(new Headline(
                    false,
                    answered.text() + " of payment requests were answered with a decision; " + approval.text()
                            + " of payments were approved.",
                    List.of(answered.footnotes().get(0), approval.footnotes().get(0))));
        }
        Section section = new Section(
                "reliability", "How reliable it was", List.of(), figures, charts(questions, charts), tables);
        return new Part(section, lines);
    }

    private static void objectives(Questions questions, List<Table> tables, List<Headline> lines) {
        Period period = questions.period();
        Answer<List<Sample>> objectives = questions.all("max by (sloth_id) (slo:objective:ratio)");
        Answer<List<Sample>> measured = questions.all("1 - sum by (sloth_id) (" + period.sum(BAD)
                + ") / (sum by (sloth_id) (" + period.sum(TOTAL) + ") > 0)");
        Answer<List<Sample>> left = questions.all("max by (sloth_id) (slo:period_error_budget_remaining:ratio)");
        Map<String, Double> inPeriod = byObjective(measured.value());
        Map<String, Double> budget = byObjective(left.value());
        List<Sample> sorted = objectives.value().stream()
                .sorted(Comparator.comparing(row -> row.label("sloth_id")))
                .toList();
        List<List<Cell>> rows = new ArrayList<>();
        for (Sample row : sorted) {
            String id = row.label("sloth_id");
            rows.add(List.of(
                    Cell.text(id),
                    Cell.number(Unit.RATIO.format(row.value()), objectives.footnote()),
                    cell(inPeriod.get(id), measured.footnote()),
                    cell(budget.get(id), left.footnote())));
        }
        if (rows.isEmpty()) {
            return;
        }
        tables.add(new Table(
                "Objectives over 30 days", List.of("objective", "aim", "in this period", "error budget left"), rows));
        left.value().stream()
                .min(Comparator.comparingDouble(Sample::value))
                .filter(worst -> worst.value() < 0.5)
                .ifPresent(worst -> lines.add(new Headline(
                        worst.value() <= 0,
                        "Of the error budget of " + worst.label("sloth_id") + ", " + Unit.RATIO.format(worst.value())
                                + " is left.",
                        List.of(left.footnote()))));
    }

    private static Cell cell(@Nullable Double value, int footnote) {
        return value == null ? Cell.nothing() : Cell.number(Unit.RATIO.format(value), footnote);
    }

    private static Map<String, Double> byObjective(List<Sample> samples) {
        return samples.stream().collect(Collectors.toMap(row -> row.label("sloth_id"), Sample::value, Math::max));
    }

    private static List<Chart> charts(Questions questions, Charts charts) {
        List<Chart> all = new ArrayList<>();
        latency(questions, charts).ifPresent(all::add);
        outcomes(questions, charts).ifPresent(all::add);
        return all;
    }

    private static Optional<Chart> latency(Questions questions, Charts charts) {
        List<Line> lines = new ArrayList<>();
        List<Integer> footnotes = new ArrayList<>();
        for (int percent : List.of(50, 95, 99)) {
            // Never over more than minutes: such histograms have many series.
            Answer<List<Series>> answer = questions.range(String.format(QUANTILE, "0." + percent, "5m"));
            footnotes.add(answer.footnote());
            answer.value().stream()
                    .findFirst()
                    .ifPresent(series -> lines.add(new Line("p" + percent, series.points())));
        }
        return chart(questions, charts, "Time to answer a payment, seconds", Unit.SECONDS, lines, footnotes);
    }

    private static Optional<Chart> outcomes(Questions questions, Charts charts) {
        Answer<List<Series>> answer = questions.range("sum by (status) (rate(transactions_total[5m]))");
        List<Line> lines = answer.value().stream()
                .map(series -> new Line(series.labels().getOrDefault("status", ""), series.points()))
                .sorted(Comparator.comparing(Line::name))
                .toList();
        return chart(questions, charts, "Payments a second, by outcome", Unit.RATE, lines, List.of(answer.footnote()));
    }

    private static Optional<Chart> chart(
            Questions questions, Charts charts, String title, Unit unit, List<Line> lines, List<Integer> footnotes) {
        Period period = questions.period();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(charts.lines(title, unit, lines, period.start(), period.end(), period.step(), footnotes));
    }
}
