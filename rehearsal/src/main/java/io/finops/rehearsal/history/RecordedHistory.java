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

    /** What an approved payment brings, in USD. */
    private static final double REVENUE = PaymentHistory.DOLLARS * (1 - PaymentHistory.REFUNDED);

    private static final int STEPS_HALF_AN_HOUR = (int) (Duration.ofMinutes(30).toSeconds() / STEP);

    /** Three deviations of 12 %, the least of the rules' bands; these weeks stray less. */
    private static final double BAND = 3 * 0.12;

    private final PaymentCurve curve;
    private final NavigableMap<LocalDate, Double> runRates;
    private final Mean approved = new Mean(STEPS_A_DAY);
    private final Mean revenue = new Mean(STEPS_A_DAY);
    private final Mean fees = new Mean(STEPS_A_DAY);
    private final Mean cost = new Mean(STEPS_A_DAY);
    private final Mean acceptedNow = new Mean(STEPS_HALF_AN_HOUR);
    private final Mean revenueNow = new Mean(STEPS_HALF_AN_HOUR);

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
    }

    private void rates(Writer out, Instant now) throws IOException {
        long time = now.getEpochSecond();
        double accepted = curve.at(now);
        double approvals = accepted * PaymentHistory.APPROVED;
        double captured = approvals * REVENUE;
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

        double usual = curve.usual(now);
        band(out, "traffic", acceptedNow.with(accepted), usual, time);
        band(out, "revenue", revenueNow.with(captured), usual * PaymentHistory.APPROVED * REVENUE, time);

        double dayApproved = approved.with(approvals);
        double dayRevenue = revenue.with(captured);
        double dayFees = fees.with(charged);
        double dayCost = cost.with(spent);
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

    private static void band(Writer out, String signal, double observed, double usual, long time) throws IOException {
        String labels = "{signal=\"" + signal + "\"}";
        OpenMetrics.sample(out, "finops:band_observed:rate30m" + labels, observed, time);
        OpenMetrics.sample(out, "finops:band_lower:rate30m" + labels, usual * (1 - BAND), time);
        OpenMetrics.sample(out, "finops:band_upper:rate30m" + labels, usual * (1 + BAND), time);
    }

    /** The mean of the newest samples, of fewer at the beginning. */
    private static final class Mean {
        private final int most;
        private final Deque<Double> samples = new ArrayDeque<>();
        private double sum;

        Mean(int most) {
            this.most = most;
        }

        double with(double next) {
            samples.addLast(next);
            sum += next;
            if (samples.size() > most) {
                sum -= samples.removeFirst();
            }
            return sum / samples.size();
        }
    }
}
