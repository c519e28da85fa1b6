package io.finops.report.estimate;

import io.finops.report.elasticity.SettledBill;
import io.finops.report.elasticity.TrafficCost;
import io.finops.report.figure.Questions;
import io.finops.report.source.SourceException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes estimates of what Prometheus knows. */
public final class Estimator {
    private static final String SHARE =
            "finops:revenue_usd:rate1d * scalar(max(finops_take_rate)) / (finops:transactions_approved:rate1d > 0)";
    private static final String FEES = "finops:gateway_fees_usd:rate1d / (finops:transactions_approved:rate1d > 0)";
    private static final int WEEK = 7;

    private Estimator() {}

    /**
     * What a scenario would cost.
     *
     * @param scenario made from the usual payments a day: the mean of the last seven whole days
     * @throws SourceException if Prometheus does not answer, or too few days are settled; the message says what to do
     */
    public static Estimate read(Questions questions, DoubleFunction<Scenario> scenario) {
        SettledBill bill = SettledBill.read(questions);
        double usual = usual(bill, today(questions));
        return Estimate.of(bill, scenario.apply(usual), usual, margin(questions))
                .orElseThrow(() -> tooFew(bill));
    }

    /** Of no payments beyond the usual ones; nothing while too few days are settled. */
    public static Optional<Estimate> asItIs(Questions questions, SettledBill bill) {
        return Estimate.of(bill, new Scenario("As it is", 0, 24), usual(bill, today(questions)), margin(questions));
    }

    /** What a payment brings and takes; null where nothing was approved in the last day. */
    private static @Nullable UnitMargin margin(Questions questions) {
        OptionalDouble share = questions.one(SHARE).value();
        OptionalDouble fees = questions.one(FEES).value();
        return share.isEmpty() || fees.isEmpty() ? null : new UnitMargin(share.getAsDouble(), fees.getAsDouble());
    }

    private static LocalDate today(Questions questions) {
        return LocalDate.ofInstant(questions.period().end(), ZoneOffset.UTC);
    }

    private static double usual(SettledBill bill, LocalDate today) {
        return bill.payments().entrySet().stream()
                .filter(day -> day.getKey().isBefore(today))
                .sorted(Map.Entry.<LocalDate, Double>comparingByKey().reversed())
                .limit(WEEK)
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElse(0);
    }

    private static SourceException tooFew(SettledBill bill) {
        long days = bill.whole().stream().filter(day -> day.payments() > 0).count();
        return new SourceException("an estimate needs " + TrafficCost.FEWEST_DAYS
                + " settled days of the bill on which payments were approved, and there "
                + (days == 1 ? "is 1" : "are " + days)
                + ": a day settles three to four days after it is over, so ask again then");
    }
}
