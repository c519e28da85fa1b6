package io.finops.traffic.report;

import io.finops.traffic.load.Event;
import io.finops.traffic.load.Results;
import io.finops.traffic.verdict.Threshold;
import io.finops.traffic.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The result of a run, as text. */
public final class FinalWords {
    private FinalWords() {}

    /** The lines, without the verdict. */
    public static List<String> of(Results results, boolean paced) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "requests     %d due, %d sent, %d answered in %.1f s (%.1f/s)",
                results.counts().of(Event.SCHEDULED),
                results.counts().of(Event.SENT),
                results.counts().of(Event.Kind.ANSWER),
                results.seconds(),
                results.answeredRate()));
        lines.add("answers      " + named(results.counts().map(Event.Kind.ANSWER)));
        lines.add(String.format(
                        Locale.ROOT,
                        "errors       %d (%.3f %%)",
                        results.counts().of(Event.Kind.ERROR),
                        100 * results.errorShare())
                + prefixed(named(results.counts().map(Event.Kind.ERROR))));
        if (results.counts().of(Event.Kind.ERROR) > 0 && !results.answers().isEmpty()) {
            lines.add("statuses     "
                    + results.answers().stream()
                            .map(answers -> answers.count() + " × " + answers.status())
                            .collect(Collectors.joining(", ")));
        }
        lines.add("schedule     " + results.counts().of(Event.LATE) + " late, "
                + results.counts().of(Event.DROPPED) + " dropped, "
                + results.counts().of(Event.UNSENT) + " unsent, "
                + results.counts().of(Event.RETRY) + " retries, "
                + results.counts().of(Event.DUPLICATE) + " duplicates");
        if (paced) {
            lines.add("latency      " + times(results.times().latency()));
        }
        lines.add("service time " + times(results.times().service()));
        results.slowest()
                .forEach(slowest -> lines.add(String.format(
                        Locale.ROOT, "slow trace   %.3f ms  %s", slowest.nanos() / 1e6, slowest.traceId())));
        return lines;
    }

    /** The thresholds, and the verdict with its reasons. */
    public static List<String> of(Verdict verdict, boolean interrupted) {
        List<String> lines = new ArrayList<>();
        for (Threshold.Outcome outcome : verdict.thresholds()) {
            lines.add("threshold    " + outcome.threshold().text() + ": " + outcome.shown()
                    + (outcome.passed() ? "" : "  FAILED"));
        }
        lines.add(interrupted ? "interrupted before its time" : verdict.passed() ? "passed" : "failed");
        verdict.reasons().forEach(reason -> lines.add("  " + reason));
        return lines;
    }

    private static String times(Histogram times) {
        if (times.getTotalCount() == 0) {
            return "nothing measured";
        }
        return String.format(
                Locale.ROOT,
                "p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  p99.99 %.3f  max %.3f ms",
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(90) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                times.getValueAtPercentile(99.9) / 1e6,
                times.getValueAtPercentile(99.99) / 1e6,
                times.getMaxValue() / 1e6);
    }

    private static String named(Map<Event, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey().id())
                .collect(Collectors.joining(", "));
    }

    private static String prefixed(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }
}
