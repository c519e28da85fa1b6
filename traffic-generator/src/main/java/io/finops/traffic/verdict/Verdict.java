package io.finops.traffic.verdict;

import io.finops.traffic.load.Event;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run passed, and why not.
 *
 * @param failure the gravest of what went wrong, or none
 * @param reasons a line for each thing that went wrong
 */
public record Verdict(@Nullable Failure failure, List<String> reasons, List<Threshold.Outcome> thresholds) {
    /** Share of the schedule that must have been sent. */
    private static final double KEPT = 0.99;

    /** How late the generator itself may be: on average, and at p99 if there are enough requests. */
    private static final double MEAN_ERROR_MILLIS = 50;

    private static final double P99_ERROR_MILLIS = 100;
    private static final long ENOUGH_FOR_P99 = 1000;

    /** What can go wrong, gravest first. */
    public enum Failure {
        /** Not one request was answered. */
        NEVER_ANSWERED,
        /** The target answered, but decided no payment. */
        NOTHING_SUCCEEDED,
        /** An acknowledged payment is lost, doubled or changed, or could not be looked up. */
        MONEY,
        /** A threshold does not hold. */
        THRESHOLD,
        /** The generator did not send what the schedule asked for. */
        RATE_NOT_KEPT
    }

    public Verdict {
        reasons = List.copyOf(reasons);
        thresholds = List.copyOf(thresholds);
    }

    public boolean passed() {
        return failure == null;
    }

    /**
     * Judges a run.
     *
     * @param diagnosis explains a run without any success
     * @param money what the check of the money has against it; empty when there was none or all was well
     */
    public static Verdict of(
            Results results,
            LoadSettings settings,
            Diagnosis diagnosis,
            List<Threshold> thresholds,
            List<String> money) {
        List<Threshold.Outcome> outcomes =
                thresholds.stream().map(threshold -> threshold.judge(results)).toList();
        List<String> reasons = new ArrayList<>();
        Failure failure = null;
        if (results.counts().decided() == 0) {
            boolean silent = results.answers().isEmpty() && results.counts().of(Event.SENT) > 0;
            failure = silent ? Failure.NEVER_ANSWERED : Failure.NOTHING_SUCCEEDED;
            reasons.add(diagnosis.of(results.answers(), results.counts().map(Event.Kind.ERROR)));
        }
        if (!money.isEmpty()) {
            failure = failure == null ? Failure.MONEY : failure;
            reasons.addAll(money);
        }
        for (Threshold.Outcome outcome : outcomes) {
            if (!outcome.passed()) {
                failure = failure == null ? Failure.THRESHOLD : failure;
                reasons.add("threshold failed: " + outcome.threshold().text() + ", measured " + outcome.shown());
            }
        }
        List<String> pace = settings.paced() ? pace(results, settings) : List.of();
        if (!pace.isEmpty()) {
            failure = failure == null ? Failure.RATE_NOT_KEPT : failure;
            reasons.addAll(pace);
        }
        return new Verdict(failure, reasons, outcomes);
    }

    private static List<String> pace(Results results, LoadSettings settings) {
        List<String> reasons = new ArrayList<>();
        long scheduled = results.counts().of(Event.SCHEDULED);
        if (results.sentOfSchedule() < KEPT * scheduled) {
            reasons.add("the rate was not kept: " + results.sentOfSchedule() + " of " + scheduled
                    + " requests were sent, " + results.counts().of(Event.DROPPED) + " dropped, "
                    + results.counts().of(Event.UNSENT) + " still waiting at the end, because all "
                    + settings.connections() + " connections were busy");
        } else if (results.counts().of(Event.DROPPED) > 0) {
            reasons.add("the rate was not kept: " + results.counts().of(Event.DROPPED)
                    + " requests were dropped, because the queue for " + settings.connections()
                    + " connections was full");
        }
        Histogram error = results.times().scheduling();
        double mean = scheduled == 0 ? 0 : error.getMean() / 1e6;
        double p99 = error.getValueAtPercentile(99) / 1e6;
        if (mean > MEAN_ERROR_MILLIS || (scheduled >= ENOUGH_FOR_P99 && p99 > P99_ERROR_MILLIS)) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the generator could not keep the rate: it was late by %.0f ms on average, %.0f ms at p99; this"
                            + " machine is too busy",
                    mean,
                    p99));
        }
        return reasons;
    }
}
