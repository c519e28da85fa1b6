package io.finops.report.content;

import io.finops.report.elasticity.SettledBill;
import io.finops.report.elasticity.TrafficCost;
import io.finops.report.estimate.Estimate;
import io.finops.report.estimate.Estimate.Row;
import io.finops.report.estimate.Estimator;
import io.finops.report.estimate.UnitMargin.BreakEven;
import io.finops.report.figure.Figure;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a day costs without a payment, what one more payment costs, and at which volume the margin turns. */
final class CostOfTraffic {
    private static final String TITLE = "Fixed and marginal cost";
    private static final int MOST_ROWS = 12;

    private CostOfTraffic() {}

    static Part read(Questions questions) {
        SettledBill bill = SettledBill.read(questions);
        return Estimator.asItIs(questions, bill)
                .map(estimate -> part(estimate, bill.footnotes()))
                .orElseGet(() -> section(
                        List.of("Fewer than " + TrafficCost.FEWEST_DAYS + " settled days have payments: too few to tell"
                                + " what of the bill follows them."),
                        List.of(new Figure(
                                "Settled days with payments",
                                (double) bill.whole().stream()
                                        .filter(day -> day.payments() > 0)
                                        .count(),
                                Unit.COUNT,
                                bill.footnotes(),
                                TrafficCost.FEWEST_DAYS + " are needed")),
                        List.of()));
    }

    private static Part part(Estimate estimate, List<Integer> footnotes) {
        TrafficCost fit = estimate.bill().fit();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "A day without a payment",
                fit.fixed(),
                Unit.USD,
                footnotes,
                "charges of single days and weekdays of its own add " + Unit.USD.format(fit.oneOff()) + " on average"));
        figures.add(new Figure(
                "One more payment",
                fit.related() ? fit.marginal() : null,
                Unit.USD,
                footnotes,
                fit.related()
                        ? bounds(fit) + "; payments explain " + Unit.RATIO.format(fit.fit())
                        : "no relation seen; at most " + Unit.USD.format(fit.upper())));
        BreakEven even = estimate.breakEven();
        if (even != null) {
            figures.add(new Figure(
                    "Payments a day at which the margin turns",
                    even.perDay(),
                    Unit.COUNT,
                    footnotes,
                    even.perDay() == null
                            ? "every payment loses money: no volume is enough"
                            : String.format(Locale.ROOT, "now %,.0f", estimate.usualPerDay())));
        }
        List<Row> rows = estimate.services().stream()
                .filter(row -> row.fit().related())
                .limit(MOST_ROWS)
                .toList();
        List<Table> tables = rows.isEmpty()
                ? List.of()
                : List.of(new Table(
                        "Services whose cost follows payments",
                        List.of("service", "a day without a payment", "one more payment", "between", "explained"),
                        rows.stream().map(row -> cells(row, footnotes)).toList()));
        return section(
                List.of("From " + fit.days()
                        + " settled days and their payments: each is compared with the same weekday"
                        + " of the week before, so that weekday patterns, growth and single odd days do not count."),
                figures,
                tables);
    }

    private static List<Cell> cells(Row row, List<Integer> footnotes) {
        TrafficCost fit = row.fit();
        return List.of(
                Cell.text(row.service()),
                Cell.number(Unit.USD.format(fit.fixed()), footnotes.get(1)),
                Cell.number(Unit.USD.format(fit.marginal()), footnotes.get(1), footnotes.get(3)),
                Cell.number(bounds(fit), footnotes.get(1), footnotes.get(3)),
                Cell.number(Unit.RATIO.format(fit.fit()), footnotes.get(1), footnotes.get(3)));
    }

    private static String bounds(TrafficCost fit) {
        return Unit.USD.format(fit.lower()) + " to " + Unit.USD.format(fit.upper());
    }

    private static Part section(List<String> notes, List<Figure> figures, List<Table> tables) {
        return new Part(new Section("elasticity", TITLE, notes, figures, List.of(), tables), List.of());
    }
}
