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
import java.util.Optional;
import java.util.stream.Stream;

/** What payments earned and cost: revenue, our share, fees, cloud, what is left. */
final class Economics {
    private static final String REVENUE = "finops:revenue_usd:rate5m";
    private static final String APPROVED = "finops:transactions_approved:rate5m";
    private static final String FEES = "finops:gateway_fees_usd:rate5m";
    private static final String REVENUE_COUNTED =
            "sum((sum by (currency) (increase(app_revenue_totalRANGE)) - sum by (currency) (increase(app_refunds_totalRANGE)))"
                    + " * on (currency) max by (currency) (fx_usd_rate))";
    private static final String APPROVED_COUNTED = "sum(increase(transactions_total{status=\"approved\"}RANGE))";
    private static final String FEES_COUNTED =
            "sum(sum by (currency) (increase(gateway_fees_totalRANGE)) * on (currency) max by (currency) (fx_usd_rate))";
    private static final String CLOUD = "finops:cloud_run_rate_usd:per_second";

    private Economics() {}

    /** How many payments were approved in the period. */
    static String approved(Period period) {
        return period.total(APPROVED, APPROVED_COUNTED);
    }

    /** The same of the period before. */
    static String approvedBefore(Period period) {
        return period.totalBefore(APPROVED, APPROVED_COUNTED);
    }

    static Part read(Questions questions, Charts charts) {
        Period period = questions.period();
        String earned = period.total(REVENUE, REVENUE_COUNTED);
        String earnedBefore = period.totalBefore(REVENUE, REVENUE_COUNTED);
        String payments = approved(period);
        String paymentsBefore = approvedBefore(period);
        String fees = period.total(FEES, FEES_COUNTED);
        String feesBefore = period.totalBefore(FEES, FEES_COUNTED);
        String share = earned + " * " + takeRate(period);
        String shareBefore = earnedBefore + " * " + takeRate(period);
        String left = share + " - " + fees + " - " + period.sum(CLOUD);
        String leftBefore = shareBefore + " - " + feesBefore + " - " + period.sumBefore(CLOUD);
        Figure revenue = questions.figure("Revenue", Unit.USD, earned, earnedBefore);
        Figure approved = questions.figure("Approved payments", Unit.COUNT, payments, paymentsBefore);
        Figure cost = questions.figure(
                "Cloud cost of a payment (estimate)",
                Unit.USD,
                perPayment(period.sum(CLOUD), payments),
                perPayment(period.sumBefore(CLOUD), paymentsBefore));
        Figure margin = questions.figure(
                "Margin: left of our share",
                Unit.RATIO,
                "(" + left + ") / (" + share + " > 0)",
                "(" + leftBefore + ") / (" + shareBefore + " > 0)");
        List<Figure> figures = new ArrayList<>(List.of(
                revenue,
                approved,
                questions.figure("Our share of it", Unit.USD, share, shareBefore),
                questions.figure("Gateway fees", Unit.USD, fees, feesBefore),
                questions.figure(
                        "Cloud at the run rate (estimate)", Unit.USD, period.sum(CLOUD), period.sumBefore(CLOUD)),
                questions.figure("Left of our share", Unit.USD, left, leftBefore),
                margin,
                cost));
        settledCost(questions).ifPresent(figures::add);
        Section section = new Section(
                "money",
                "What payments earned and cost",
                List.of("All in USD at the configured reference rates. Cloud is the bill's run rate: an estimate until"
                        + " the days are settled."),
                figures,
                charts(questions, charts),
                List.of());
        return new Part(section, headlines(revenue, approved, cost, margin));
    }

    private static String takeRate(Period period) {
        return "scalar(max(last_over_time(finops_take_rate[" + period.window() + "])))";
    }

    private static String perPayment(String cost, String payments) {
        return "(" + cost + ") / ((" + payments + ") > 0)";
    }

    /** What a payment of the newest settled day cost: exact. */
    private static Optional<Figure> settledCost(Questions questions) {
        Answer<List<Sample>> days = questions.all(
                "finops:cost_per_transaction_usd:settled_day and on (period_start) cloud_bill_daily_settled == 1");
        return days.value().stream()
                .max(Comparator.comparing(day -> day.label("period_start")))
                .map(day -> new Figure(
                        "Cloud cost of a payment, settled",
                        day.value(),
                        Unit.USD,
                        List.of(days.footnote()),
                        "of " + day.label("period_start") + ", the newest settled day with payments"));
    }

    private static List<Chart> charts(Questions questions, Charts charts) {
        String reach = "[" + questions.period().reach() + "]";
        List<Chart> all = new ArrayList<>();
        line(questions, charts, "Revenue, USD a minute", Unit.USD, "60 * avg_over_time(" + REVENUE + reach + ")")
                .ifPresent(all::add);
        line(
                        questions,
                        charts,
                        "Cloud cost of a payment, USD (estimate)",
                        Unit.USD,
                        "avg_over_time(finops:cost_per_transaction_usd:"
                                + (questions.period().isLong() ? "day" : "live") + reach + ")")
                .ifPresent(all::add);
        line(questions, charts, "Margin", Unit.RATIO, "avg_over_time(finops:contribution_margin:ratio" + reach + ")")
                .ifPresent(all::add);
        return all;
    }

    private static Optional<Chart> line(Questions questions, Charts charts, String title, Unit unit, String query) {
        Period period = questions.period();
        Answer<List<Series>> answer = questions.range(query);
        return answer.value().stream()
                .findFirst()
                .map(series -> charts.lines(
                        title,
                        unit,
                        List.of(new Line(title, series.points())),
                        period.start(),
                        period.end(),
                        period.step(),
                        List.of(answer.footnote())));
    }

    private static List<Headline> headlines(Figure revenue, Figure approved, Figure cost, Figure margin) {
        List<Headline> lines = new ArrayList<>();
        if (revenue.value() != null && approved.value() != null) {
            lines.add(new Headline(
                    false,
                    "Payments brought " + revenue.text() + with(revenue) + ": " + approved.text() + " were approved"
                            + with(approved) + ".",
                    both(revenue, approved)));
        }
        if (cost.value() != null && margin.value() != null) {
            lines.add(new Headline(
                    margin.value() < 0,
                    "A payment cost " + cost.text() + " of cloud" + with(cost) + " (estimate); " + margin.text()
                            + " of our share was left after fees and cloud" + with(margin) + ".",
                    both(cost, margin)));
        }
        return lines;
    }

    private static List<Integer> both(Figure one, Figure other) {
        return Stream.concat(one.footnotes().stream(), other.footnotes().stream())
                .toList();
    }

    private static String with(Figure figure) {
        return figure.remark().isEmpty() ? "" : " (" + figure.remark() + ")";
    }
}
