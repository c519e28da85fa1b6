package io.finops.report.content;

import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The month against the budgets. */
final class Budgets {
    private static final String QUERY = "max by (account_id, budget) (cloud_budget_%s_amount)";
    private static final double NEARLY = 0.8;

    private record Budget(String name, double limit, double actual, double forecast) {
        double used() {
            return Math.max(actual, forecast) / limit;
        }
    }

    private Budgets() {}

    static void read(Questions questions, List<Table> tables, List<Headline> lines) {
        Answer<List<Sample>> limits = questions.all(String.format(QUERY, "limit"));
        Answer<List<Sample>> actuals = questions.all(String.format(QUERY, "actual"));
        Answer<List<Sample>> forecasts = questions.all(String.format(QUERY, "forecast"));
        List<Budget> budgets = budgets(limits.value(), byName(actuals.value()), byName(forecasts.value()));
        if (budgets.isEmpty()) {
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Budget budget : budgets) {
            rows.add(List.of(
                    Cell.text(budget.name),
                    Cell.number(Unit.USD.format(budget.limit), limits.footnote()),
                    Cell.number(Unit.USD.format(budget.actual), actuals.footnote()),
                    Cell.number(Unit.USD.format(budget.forecast), forecasts.footnote()),
                    Cell.number(
                            Unit.RATIO.format(budget.used()),
                            limits.footnote(),
                            actuals.footnote(),
                            forecasts.footnote())));
        }
        tables.add(new Table(
                "Budgets of this month",
                List.of("budget", "limit", "spent", "forecast", "used, spent or forecast"),
                rows));
        Budget tightest = budgets.get(0);
        lines.add(new Headline(
                tightest.used() >= 1,
                Math.max(0, Math.max(tightest.actual, tightest.forecast) - tightest.limit),
                "The tightest budget is " + tightest.name + ": " + Unit.RATIO.format(tightest.used()) + " of "
                        + Unit.USD.format(tightest.limit)
                        + (tightest.used() >= 1
                                ? ", exceeded or about to be."
                                : tightest.used() >= NEARLY ? ", nearly exhausted." : "."),
                List.of(limits.footnote(), actuals.footnote(), forecasts.footnote())));
    }

    private static List<Budget> budgets(List<Sample> limits, Map<String, Double> actual, Map<String, Double> forecast) {
        return limits.stream()
                .filter(limit -> limit.value() > 0)
                .map(limit -> new Budget(
                        name(limit),
                        limit.value(),
                        actual.getOrDefault(name(limit), 0.0),
                        forecast.getOrDefault(name(limit), 0.0)))
                .sorted(Comparator.comparingDouble(budget -> -budget.used()))
                .toList();
    }

    private static Map<String, Double> byName(List<Sample> samples) {
        return samples.stream().collect(Collectors.toMap(Budgets::name, Sample::value, Math::max));
    }

    private static String name(Sample sample) {
        String account = sample.label("account_id");
        return sample.label("budget") + (account.isEmpty() ? "" : " (" + account + ")");
    }
}
