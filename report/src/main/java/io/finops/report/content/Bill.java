package io.finops.report.content;

import io.finops.report.chart.Chart;
import io.finops.report.chart.Charts;
import io.finops.report.figure.Figure;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cloud bill: its days, its services, the month against the budgets, anomalies. */
final class Bill {
    private static final String DAYS = "sum by (period_start) (cloud_bill_daily_amount{cost_basis=\"unblended\"%s})";
    private static final String SETTLED = "max by (period_start) (cloud_bill_daily_settled%s)";
    private static final int WEEK = 7;
    private static final int MOST_ROWS = 12;
    /** What nobody looks at a line for. */
    private static final double SMALL_USD = 0.5;

    private Bill() {}

    static Part read(Questions questions, Charts charts) {
        Answer<List<Sample>> daily = questions.all(String.format(DAYS, ""));
        Map<String, Double> days = new TreeMap<>();
        daily.value().forEach(day -> days.put(day.label("period_start"), day.value()));
        List<Headline> lines = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Chart> drawn = new ArrayList<>();
        if (days.size() >= WEEK) {
            week(questions, List.copyOf(days.keySet()), figures, lines);
            drawn.add(dayChart(questions, charts, days, daily.footnote()));
        }
        month(questions, figures);
        List<Table> tables = new ArrayList<>();
        services(questions, tables, lines);
        Budgets.read(questions, tables, lines);
        boolean anomalies = anomalies(questions, tables, lines);
        List<String> notes = new ArrayList<>();
        if (days.isEmpty()) {
            notes.add("No bill has been read yet: cost-exporter publishes its days.");
        } else {
            freshness(questions, notes);
            if (!anomalies) {
                notes.add("No day was found to cost more than expected.");
            }
        }
        return new Part(new Section("bill", "The cloud bill", notes, figures, drawn, tables), lines);
    }

    private static void week(Questions questions, List<String> days, List<Figure> figures, List<Headline> lines) {
        int count = days.size();
        String newest = ",period_start=~\"" + String.join("|", days.subList(count - WEEK, count)) + "\"";
        String before = count < 2 * WEEK
                ? ""
                : ",period_start=~\"" + String.join("|", days.subList(count - 2 * WEEK, count - WEEK)) + "\"";
        String total = "sum(" + String.format(DAYS, newest) + ")";
        Figure spent = questions.figure("Bill of the newest seven days", Unit.USD, total, "");
        Figure settled = questions.figure(
                "Settled of these days",
                Unit.COUNT,
                "sum(" + String.format(SETTLED, "{" + newest.substring(1) + "}") + ")",
                "");
        String change = "";
        if (!before.isEmpty() && spent.value() != null) {
            Answer<OptionalDouble> earlier = questions.one("sum(" + String.format(DAYS, before) + ")");
            if (earlier.value().isPresent()) {
                change = Unit.USD.change(spent.value(), earlier.value().getAsDouble())
                        + " against the seven days before";
                spent = spent.remarked(change, earlier.footnote());
            }
        }
        figures.add(spent);
        figures.add(settled.remarked("the others are provisional: AWS still changes them"));
        List<Integer> footnotes = new ArrayList<>(spent.footnotes());
        footnotes.addAll(settled.footnotes());
        lines.add(new Headline(
                false,
                "The bill of the seven days to " + days.get(count - 1) + " is " + spent.text()
                        + (change.isEmpty() ? "" : " (" + change + ")") + "; " + settled.text()
                        + " of them are settled.",
                footnotes));
    }

    private static Chart dayChart(Questions questions, Charts charts, Map<String, Double> days, int footnote) {
        Answer<List<Sample>> answer = questions.all(String.format(SETTLED, ""));
        Map<String, Double> settled = answer.value().stream()
                .collect(Collectors.toMap(day -> day.label("period_start"), Sample::value, Math::max));
        List<String> shown =
                days.keySet().stream().skip(Math.max(0, days.size() - 2 * WEEK)).toList();
        List<Double> certain = new ArrayList<>();
        List<Double> provisional = new ArrayList<>();
        for (String day : shown) {
            boolean isSettled = settled.getOrDefault(day, 0.0) == 1;
            double amount = days.getOrDefault(day, 0.0);
            certain.add(isSettled ? amount : 0);
            provisional.add(isSettled ? 0 : amount);
        }
        return charts.bars(
                "Bill by UTC day, USD",
                Unit.USD,
                shown,
                List.of("settled", "provisional"),
                List.of(certain, provisional),
                List.of(footnote, answer.footnote()));
    }

    private static void month(Questions questions, List<Figure> figures) {
        Figure soFar = questions.figure(
                "This month so far", Unit.USD, "sum(cloud_bill_month_to_date_amount{cost_basis=\"unblended\"})", "");
        Figure forecast = questions.figure(
                "This month, forecast",
                Unit.USD,
                "sum(cloud_bill_month_forecast_amount{cost_basis=\"unblended\"})",
                "");
        if (soFar.value() != null) {
            figures.add(soFar);
        }
        if (forecast.value() != null) {
            Figure lower = questions.figure(
                    "", Unit.USD, "sum(cloud_bill_month_forecast_lower_amount{cost_basis=\"unblended\"})", "");
            Figure upper = questions.figure(
                    "", Unit.USD, "sum(cloud_bill_month_forecast_upper_amount{cost_basis=\"unblended\"})", "");
            figures.add(
                    lower.value() == null || upper.value() == null
                            ? forecast
                            : forecast.remarked(
                                    "between " + lower.text() + " and " + upper.text() + " in four of five cases",
                                    lower.footnotes().get(0),
                                    upper.footnotes().get(0)));
        }
    }

    private static void services(Questions questions, List<Table> tables, List<Headline> lines) {
        String window = questions.period().window();
        String query = "sum by (cost_service)"
                + " (avg_over_time(cloud_cost_settled_day_amount{cost_basis=\"unblended\",view=\"service\"}["
                + window + "]%s))";
        Answer<List<Sample>> now = questions.all(String.format(query, ""));
        Answer<List<Sample>> earlier = questions.all(String.format(query, " offset " + window));
        Map<String, Double> before = earlier.value().stream()
                .collect(Collectors.toMap(row -> row.label("cost_service"), Sample::value, Double::sum));
        List<List<Cell>> rows = now.value().stream()
                .sorted(Comparator.comparingDouble(row -> -Math.abs(row.value())))
                .limit(MOST_ROWS)
                .map(row -> {
                    Double was = before.get(row.label("cost_service"));
                    return List.of(
                            Cell.text(row.label("cost_service")),
                            Cell.number(Unit.USD.format(row.value()), now.footnote()),
                            was == null ? Cell.nothing() : Cell.number(Unit.USD.format(was), earlier.footnote()),
                            was == null
                                    ? Cell.nothing()
                                    : Cell.number(
                                            Unit.USD.change(row.value(), was), now.footnote(), earlier.footnote()));
                })
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        tables.add(new Table(
                "Spend by service: an average settled day of those that became known in this period",
                List.of("service", "USD a day", "the " + questions.period().words() + " before", "change"),
                rows));
        now.value().stream()
                .filter(row -> before.containsKey(row.label("cost_service")))
                .max(Comparator.comparingDouble(
                        row -> Math.abs(row.value() - before.getOrDefault(row.label("cost_service"), 0.0))))
                .filter(row -> Math.abs(row.value() - before.getOrDefault(row.label("cost_service"), 0.0)) > SMALL_USD)
                .ifPresent(row -> lines.add(new Headline(
                        false,
                        "The service whose cost changed most is " + row.label("cost_service") + ": "
                                + Unit.USD.format(row.value())
                                + " a day ("
                                + Unit.USD.change(row.value(), before.getOrDefault(row.label("cost_service"), 0.0))
                                + ").",
                        List.of(now.footnote(), earlier.footnote()))));
    }

    private static boolean anomalies(Questions questions, List<Table> tables, List<Headline> lines) {
        Answer<List<Sample>> answer =
                questions.all("max by (detector, period_start, cost_service, account_name, cost_region)"
                        + " (max_over_time(cloud_cost_anomaly_impact_amount{cost_basis=\"unblended\",view=~\"service|aws\"}["
                        + questions.period().window() + "])) > 0");
        List<Sample> found = answer.value().stream()
                .sorted(Comparator.comparingDouble(row -> -row.value()))
                .limit(MOST_ROWS)
                .toList();
        if (found.isEmpty()) {
            return false;
        }
        tables.add(new Table(
                "Anomalies: days that cost more than expected",
                List.of("day", "what", "detector", "above what was expected"),
                found.stream()
                        .map(row -> List.of(
                                Cell.text(row.label("period_start")),
                                Cell.text(what(row)),
                                Cell.text(row.label("detector")),
                                Cell.number(Unit.USD.format(row.value()), answer.footnote())))
                        .toList()));
        Sample worst = found.get(0);
        lines.add(new Headline(
                true,
                worst.value(),
                "Anomaly in the bill: " + what(worst) + " cost " + Unit.USD.format(worst.value())
                        + " more than expected on " + worst.label("period_start")
                        + (found.size() > 1 ? ", the largest of " + found.size() : "") + ".",
                List.of(answer.footnote())));
        return true;
    }

    private static String what(Sample row) {
        return List.of(row.label("cost_service"), row.label("account_name"), row.label("cost_region")).stream()
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static void freshness(Questions questions, List<String> notes) {
        Answer<OptionalDouble> settled = questions.one("max(cloud_bill_settled_day_start_timestamp_seconds)");
        settled.value()
                .ifPresent(start -> notes.add("The newest settled day is "
                        + Instant.ofEpochSecond((long) start)
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                        + ": AWS has stopped changing it. Bills are always days behind."));
    }
}
