package io.finops.rehearsal.history;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The requests that simulated payments came in by: how they were answered, and how long that took. */
final class RequestHistory {
    /** A bucket's bound as the live service writes it, and the share of requests at or below it. */
    private record Bucket(String bound, double share) {}

    /** What took longer than half a second uses a fifth of the budget of the latency objective, as {@link ObjectiveHistory} has it. */
    private static final List<Bucket> BUCKETS = List.of(
            new Bucket("0.025", 0.05),
            new Bucket("0.05", 0.3),
            new Bucket("0.1", 0.7),
            new Bucket("0.25", 0.97),
            new Bucket("0.5", 1 - ObjectiveHistory.LATENCY_BUDGET * ObjectiveHistory.BUDGET_USED),
            new Bucket("1.0", 0.9995),
            new Bucket("2.5", 1),
            new Bucket("+Inf", 1));

    private static final double MEAN_SECONDS = 0.1;
    private static final double UNDECIDED = ObjectiveHistory.AVAILABILITY_BUDGET * ObjectiveHistory.BUDGET_USED;

    private final String labels;

    /** Of a service with these labels. */
    RequestHistory(String labels) {
        this.labels = labels;
    }

    /** When so many payments had been asked for. */
    void write(Writer out, double accepted, long time) throws IOException {
        double approved = accepted * PaymentHistory.APPROVED;
        for (Bucket bucket : BUCKETS) {
            sample(out, "bucket", "success\",le=\"" + bucket.bound, approved * bucket.share, time);
        }
        answered(out, "success", approved, time);
        answered(out, "declined", accepted * PaymentHistory.DECLINED, time);
        answered(out, "rejected", accepted * PaymentHistory.REJECTED, time);
        answered(out, "undecided", accepted * UNDECIDED, time);
    }

    private void answered(Writer out, String outcome, double count, long time) throws IOException {
        sample(out, "count", outcome, count, time);
        sample(out, "sum", outcome, count * MEAN_SECONDS, time);
    }

    private void sample(Writer out, String suffix, String outcome, double value, long time) throws IOException {
        OpenMetrics.sample(
                out,
                "app_requests_processing_seconds_" + suffix + "{operation=\"create_payment\",outcome=\"" + outcome
                        + "\"," + labels + "}",
                value,
                time);
    }
}
