package io.finops.rehearsal.history;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;

/** What the recording rules would have made of the simulated payments and of the bill: the series that rules and panels look back on. */
final class RecordedHistory {
    private static final long STEP = PaymentHistory.STEP;
    private static final int STEPS_A_DAY = (int) (Duration.ofDays(1).toSeconds() / STEP);

    /** As often as the rule runs: what the budget burnt is counted from its samples. */
    private static final long OBJECTIVE_STEP = 30;

    /** Share of each objective's budget that an ordinary month uses. */
    private static final double BUDGET_USED = 0.2;

    /** The objectives of payments-service, and which share of payments each of them allows to go wrong. */
    private static final Map<String, Double> BUDGETS =
            Map.of("availability", 0.001, "latency", 0.01, "settlement", 0.001);

    private final PaymentCurve curve;
    private final NavigableMap<LocalDate, Double> runRates;
    private final Day approved = new Day();
    private final Day revenue = new Day();
    private final Day fees = new Day();
    private final Day cost = new Day();

    /**
     * Of payments along a curve.
     *
     * @param runRates what each day of the bill came to, in USD a second
     */
    RecordedHistory(PaymentCurve curve, NavigableMap<LocalDate, Double> runRates) {
        this.curve = curve;
        this.runRates = runRates;
    }

    void write(Instant from, Instant end, Writer out) throws IOException {
        for (long time = from.getEpochSecond(); time <= end.getEpochSecond(); time += STEP) {
            rates(out, Instant.ofEpochSecond(time));
        }
        for (Map.Entry<String, Double> objective : BUDGETS.entrySet()) {
            String labels = "{sloth_id=\"payments-service-" + objective.getKey()
                    + "\",sloth_service=\"payments-service\",sloth_slo=\"" + objective.getKey() + "\"}";
            for (long time = from.getEpochSecond(); time <= end.getEpochSecond(); time += OBJECTIVE_STEP) {
                double rate = curve.at(Instant.ofEpochSecond(time));
                OpenMetrics.sample(out, "finops:slo_events_total:rate5m" + labels, rate, time);
                OpenMetrics.sample(
                        out, "finops:slo_events_bad:rate5m" + labels, rate * objective.getValue() * BUDGET_USED, time);
            }
        }
    }

    private void rates(Writer out, Instant now) throws IOException {
        long time = now.getEpochSecond();
        double accepted = curve.at(now);
        double approvals = accepted * PaymentHistory.APPROVED;
        double captured = approvals * PaymentHistory.DOLLARS * (1 - PaymentHistory.REFUNDED);
        double charged = approvals * (PaymentHistory.DOLLARS * PaymentHistory.FEE_SHARE + PaymentHistory.FEE_DOLLARS);
        Map.Entry<LocalDate, Double> known =
                runRates.floorEntry(now.atZone(ZoneOffset.UTC).toLocalDate());
        double spent = known == null ? 0 : known.getValue();
        OpenMetrics.sample(out, "finops:payments_accepted:rate5m", accepted, time);
        OpenMetrics.sample(out, "finops:transactions_approved:rate5m", approvals, time);
        OpenMetrics.sample(out, "finops:revenue_usd:rate5m", captured, time);
        OpenMetrics.sample(out, "finops:gateway_fees_usd:rate5m", charged, time);
        OpenMetrics.sample(out, "finops:cloud_run_rate_usd:per_second", spent, time);
        OpenMetrics.sample(out, "finops:cost_per_transaction_usd:live", spent / approvals, time);
        OpenMetrics.sample(out, "finops:contribution_margin:ratio", margin(captured, charged, spent), time);

        double dayApproved = approved.meanWith(approvals);
        double dayRevenue = revenue.meanWith(captured);
        double dayFees = fees.meanWith(charged);
        double dayCost = cost.meanWith(spent);
        OpenMetrics.sample(out, "finops:transactions_approved:rate1d", dayApproved, time);
        OpenMetrics.sample(out, "finops:revenue_usd:rate1d", dayRevenue, time);
        OpenMetrics.sample(out, "finops:gateway_fees_usd:rate1d", dayFees, time);
        OpenMetrics.sample(out, "finops:cloud_run_rate_usd:per_second_1d", dayCost, time);
        OpenMetrics.sample(out, "finops:cost_per_transaction_usd:day", dayCost / dayApproved, time);
        OpenMetrics.sample(out, "finops:contribution_margin:ratio_1d", margin(dayRevenue, dayFees, dayCost), time);
    }

    private static double margin(double revenue, double fees, double cost) {
        double share = revenue * PaymentHistory.TAKE_RATE;
        return (share - fees - cost) / share;
    }

    /** The mean of the samples of a day, of fewer at the beginning. */
    private static final class Day {
        private final Deque<Double> samples = new ArrayDeque<>();
        private double sum;

        double meanWith(double next) {
            samples.addLast(next);
            sum += next;
            if (samples.size() > STEPS_A_DAY) {
                sum -= samples.removeFirst();
            }
            return sum / samples.size();
        }
    }
}
