package io.finops.report.command;

import io.finops.report.estimate.Estimate;
import io.finops.report.estimate.Estimate.Row;
import io.finops.report.estimate.UnitMargin;
import io.finops.report.estimate.UnitMargin.BreakEven;
import io.finops.report.figure.Unit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An estimate as a person reads it in a terminal. */
final class EstimateText {
    private static final int NAME_WIDTH = 46;

    private EstimateText() {}

    static String of(Estimate estimate) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s: %,.0f payments beside the usual %,.0f a day.",
                estimate.scenario().words(),
                estimate.scenario().payments(),
                estimate.usualPerDay());
        line(text, "From %d settled days to %s.%n", estimate.bill().fit().days(), estimate.newestDay());
        line(
                text,
                "%-" + NAME_WIDTH + "s %12s %12s %12s %14s %10s",
                "",
                "USD",
                "at least",
                "at most",
                "USD a payment",
                "explained");
        List<Row> related =
                estimate.services().stream().filter(row -> row.fit().related()).toList();
        related.forEach(row -> row(text, row.service(), row));
        unrelated(
                text,
                estimate.services().stream().filter(row -> !row.fit().related()).toList());
        row(text, estimate.bill().service() + " (a fit of its own)", estimate.bill());
        text.append('\n');
        facts(text, estimate);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Row row) {
        line(
                text,
                "%-" + NAME_WIDTH + "s %,12.2f %,12.2f %,12.2f %14s %10s",
                name,
                row.usd(),
                row.lower(),
                row.upper(),
                row.fit().related()
                        ? String.format(Locale.ROOT, "%.7f", row.fit().marginal())
                        : "no relation",
                row.fit().related()
                        ? String.format(Locale.ROOT, "%.0f %%", 100 * row.fit().fit())
                        : "");
    }

    private static void unrelated(StringBuilder text, List<Row> rows) {
        if (!rows.isEmpty()) {
            line(
                    text,
                    "%-" + NAME_WIDTH + "s %,12.2f %,12.2f %,12.2f %14s",
                    rows.size() + (rows.size() == 1 ? " other service" : " other services"),
                    0.0,
                    0.0,
                    rows.stream().mapToDouble(Row::upper).sum(),
                    "no relation");
        }
    }

    private static void facts(StringBuilder text, Estimate estimate) {
        var fit = estimate.bill().fit();
        line(
                text,
                "A day costs %s without a payment; charges and credits of single days, and weekdays of its own, add %s on average.",
                Unit.USD.format(fit.fixed()),
                Unit.USD.format(fit.oneOff()));
        if (!fit.related()) {
            line(
                    text,
                    "The bill was not seen to follow payments: from week to week it changed as much without them. \"At most\" is what cannot be ruled out.");
        }
        if (estimate.services().isEmpty()) {
            line(text, "By service there are too few settled days: Prometheus must have seen each become the newest.");
        }
        double beyond = estimate.beyondWhatWasSeen();
        if (beyond > 1.1) {
            line(
                    text,
                    "Its busiest day would have %.1f times the payments of the busiest day that was seen: steps in capacity that come with it are not in these figures.",
                    beyond);
        }
        UnitMargin margin = estimate.margin();
        BreakEven even = estimate.breakEven();
        if (margin == null || even == null) {
            line(text, "No payment was approved in the last day: there is no margin to compare with.");
            return;
        }
        double payments = estimate.scenario().payments();
        double left =
                (margin.share() - margin.fees()) * payments - estimate.bill().usd();
        line(
                text,
                "They would bring %s (our share), less %s of gateway fees and this cloud: %s.",
                Unit.USD.format(margin.share() * payments),
                Unit.USD.format(margin.fees() * payments),
                Unit.USD.format(left));
        line(text, "%s", breakEven(even, estimate.usualPerDay()));
    }

    private static String breakEven(BreakEven even, double usual) {
        if (even.perDay() == null) {
            return "Every payment loses money before the fixed cost: no volume turns the margin.";
        }
        return String.format(
                Locale.ROOT,
                "Payments pay for the bill from %,.0f a day on (%s to %s); now there are %,.0f.",
                even.perDay(),
                count(even.earliest()),
                count(even.latest()),
                usual);
    }

    private static String count(@Nullable Double perDay) {
        return perDay == null ? "no volume" : String.format(Locale.ROOT, "%,.0f", perDay);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
