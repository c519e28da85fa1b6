package io.finops.rehearsal.history;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The objectives of payments-service over ordinary weeks: each uses the same small share of its budget all the time. */
final class ObjectiveHistory {
    /** Shares of payments that an objective allows to go wrong. */
    static final double AVAILABILITY_BUDGET = 0.001;

    static final double LATENCY_BUDGET = 0.01;

    /** Share of each objective's budget that an ordinary month uses. */
    static final double BUDGET_USED = 0.2;

    private static final Map<String, Double> BUDGETS =
            Map.of("availability", AVAILABILITY_BUDGET, "latency", LATENCY_BUDGET, "settlement", AVAILABILITY_BUDGET);

    private static final List<String> WINDOWS = List.of("5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d");

    /** As often as the rule runs: what the budget burnt is counted from its samples. */
    private static final long EVENTS_STEP = 30;

    private final PaymentCurve curve;

    /** Of payments along a curve. */
    ObjectiveHistory(PaymentCurve curve) {
        this.curve = curve;
    }

    void write(Instant from, Instant end, Writer out) throws IOException {
        for (Map.Entry<String, Double> objective : BUDGETS.entrySet()) {
            String labels = "sloth_id=\"payments-service-" + objective.getKey()
                    + "\",sloth_service=\"payments-service\",sloth_slo=\"" + objective.getKey() + "\"";
            for (long time = from.getEpochSecond(); time <= end.getEpochSecond(); time += EVENTS_STEP) {
                double rate = curve.at(Instant.ofEpochSecond(time));
                double wrong = objective.getValue() * BUDGET_USED;
                OpenMetrics.sample(out, "finops:slo_events_total:rate5m{" + labels + "}", rate, time);
                OpenMetrics.sample(out, "finops:slo_events_bad:rate5m{" + labels + "}", rate * wrong, time);
                if (time % PaymentHistory.STEP == 0) {
                    ratios(out, labels, objective.getValue(), time);
                }
            }
        }
    }

    private static void ratios(Writer out, String labels, double budget, long time) throws IOException {
        for (String window : WINDOWS) {
            OpenMetrics.sample(
                    out,
                    "slo:sli_error:ratio_rate" + window + "{" + labels + ",sloth_window=\"" + window + "\"}",
                    budget * BUDGET_USED,
                    time);
        }
        String all = "{" + labels + "}";
        OpenMetrics.sample(out, "slo:objective:ratio" + all, 1 - budget, time);
        OpenMetrics.sample(out, "slo:error_budget:ratio" + all, budget, time);
        OpenMetrics.sample(out, "slo:current_burn_rate:ratio" + all, BUDGET_USED, time);
        OpenMetrics.sample(out, "slo:period_error_budget_remaining:ratio" + all, 1 - BUDGET_USED, time);
    }
}
