package io.finops.report.content;

import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The releases of payments-service, with what payments were like before and after each. */
final class Releases {
    private static final int MOST_ROWS = 30;
    /** A JVM is slow at first. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final String APPROVAL = "sum(increase(transactions_total{status=\"approved\"}[600s] @ %1$d)) /"
            + " (sum(increase(transactions_total[600s] @ %1$d)) > 0)";
    private static final String P99 = "histogram_quantile(0.99, sum by (le)"
            + " (rate(app_requests_processing_seconds_bucket{operation=\"create_payment\"}[600s] @ %d))) >= 0";
    private static final String COST_BEFORE = "sum(last_over_time(finops:release_cost_usd:before[5m] @ %1$d))"
            + " / (sum(last_over_time(finops:release_approved:before[5m] @ %1$d)) > 0)";
    private static final String COST_AFTER = "sum(last_over_time(finops:release_cost_usd:judged{%2$s}[5m] @ %1$d))"
            + " / (sum(last_over_time(finops:release_approved:judged{%2$s}[5m] @ %1$d)) > 0)";
    private static final String COST_CHANCE =
            "max(last_over_time(finops:release_cost_rise:uncertainty{%2$s}[5m] @ %1$d))";

    /** A figure before and after a release, and by how much chance alone may move it; 0 when that is not known. */
    private record Change(OptionalDouble before, OptionalDouble after, double chance, List<Integer> footnotes) {
        boolean isWorse(double least) {
            return before.isPresent()
                    && after.isPresent()
                    && after.getAsDouble() - before.getAsDouble() > Math.max(chance, least);
        }

        Cell cell(Unit unit) {
            String text = text(unit, before) + " → " + text(unit, after)
                    + (chance > 0 && after.isPresent() ? " (± " + unit.format(chance) + ")" : "");
            return new Cell(text, true, footnotes);
        }

        private static String text(Unit unit, OptionalDouble value) {
            return value.isEmpty() ? "–" : unit.format(value.getAsDouble());
        }
    }

    private Releases() {}

    static Part read(Questions questions) {
        Period period = questions.period();
        Duration step = Duration.ofSeconds(period.isLong() ? 300 : 60);
        Answer<List<Series>> answer =
                questions.range("max by (version, commit) (finops:release_started:timestamp_seconds)", step);
        List<Release> releases = Release.of(answer.value(), period);
        List<Headline> lines = new ArrayList<>(DearerReleases.lines(questions, releases));
        List<List<Cell>> rows = new ArrayList<>();
        for (Release release : releases.stream().limit(MOST_ROWS).toList()) {
            Change errors = errors(questions, release);
            Change latency = change(questions, release, P99);
            Change cost = cost(questions, release);
            rows.add(List.of(
                    new Cell(release.name(), false, List.of(answer.footnote())),
                    Cell.text(Times.minute(release.started())),
                    errors.cell(Unit.RATIO),
                    latency.cell(Unit.SECONDS),
                    change(questions, release, APPROVAL).cell(Unit.RATIO),
                    cost.cell(Unit.USD)));
            if (errors.isWorse(0.001)) {
                lines.add(new Headline(
                        true,
                        "After the release " + release.name() + " of " + Times.minute(release.started())
                                + " UTC more payments failed: "
                                + errors.cell(Unit.RATIO).text() + ".",
                        errors.footnotes));
            }
        }
        if (!releases.isEmpty() && lines.isEmpty()) {
            lines.add(new Headline(
                    false,
                    releases.size() == 1
                            ? "payments-service was started once, as "
                                    + releases.get(0).name() + "."
                            : "payments-service was started " + releases.size() + " times; after none of "
                                    + (rows.size() < releases.size() ? "the newest " + rows.size() : "them")
                                    + " more payments failed or cost more.",
                    List.of(answer.footnote())));
        }
        List<Table> tables = rows.isEmpty()
                ? List.of()
                : List.of(new Table(
                        "The ten minutes before a start against the ten from two minutes after it, the newest first; ±"
                                + " is what chance moves in 95 of 100 cases. Computing a payment is compared with the release before"
                                + " at the same age and at the same prices",
                        List.of("release", "started", "undecided or failed", "p99", "approved", "computing a payment"),
                        rows));
        List<String> notes = rows.isEmpty()
                ? List.of("payments-service was not started in this period, so there is no release to compare.")
                : List.of();
        return new Part(new Section("releases", "Releases", notes, List.of(), List.of(), tables), lines);
    }

    private static Change errors(Questions questions, Release release) {
        Moments moments = Moments.of(questions, release);
        Answer<OptionalDouble> before = questions.one(errorShare(moments.before));
        if (!moments.isOver) {
            return new Change(before.value(), OptionalDouble.empty(), 0, List.of(before.footnote()));
        }
        Answer<OptionalDouble> after = questions.one(errorShare(moments.after));
        double requests = questions
                .one(requests("outcome!=\"client_error\"", moments.after))
                .value()
                .orElse(0);
        double share = after.value().orElse(0);
        double chance = requests > 0 ? 1.96 * Math.sqrt(share * (1 - share) / requests) : 0;
        return new Change(before.value(), after.value(), chance, List.of(before.footnote(), after.footnote()));
    }

    private static Change cost(Questions questions, Release release) {
        Answer<OptionalDouble> before = judged(questions, release, COST_BEFORE);
        Answer<OptionalDouble> after = judged(questions, release, COST_AFTER);
        Answer<OptionalDouble> chance = judged(questions, release, COST_CHANCE);
        return new Change(
                before.value(),
                after.value(),
                chance.value().orElse(0) * before.value().orElse(0),
                List.of(before.footnote(), after.footnote(), chance.footnote()));
    }

    private static Answer<OptionalDouble> judged(Questions questions, Release release, String query) {
        return questions.one(String.format(Locale.ROOT, query, release.judgedAt(), release.selector()));
    }

    private static Change change(Questions questions, Release release, String query) {
        Moments moments = Moments.of(questions, release);
        Answer<OptionalDouble> before = questions.one(String.format(Locale.ROOT, query, moments.before));
        if (!moments.isOver) {
            return new Change(before.value(), OptionalDouble.empty(), 0, List.of(before.footnote()));
        }
        Answer<OptionalDouble> after = questions.one(String.format(Locale.ROOT, query, moments.after));
        return new Change(before.value(), after.value(), 0, List.of(before.footnote(), after.footnote()));
    }

    private static String errorShare(long at) {
        return requests("outcome=~\"undecided|server_error\"", at) + " / (" + requests("outcome!=\"client_error\"", at)
                + " > 0)";
    }

    private static String requests(String outcome, long at) {
        return "sum(increase(app_requests_processing_seconds_count{operation=\"create_payment\"," + outcome
                + "}[600s] @ " + at + "))";
    }

    /** The ends of the ten minutes that are compared, in seconds. */
    private record Moments(long before, long after, boolean isOver) {
        static Moments of(Questions questions, Release release) {
            Instant after = release.started().plus(WARM_UP).plus(LOOK);
            return new Moments(
                    release.started().getEpochSecond(),
                    after.getEpochSecond(),
                    !after.isAfter(questions.period().end()));
        }
    }
}
