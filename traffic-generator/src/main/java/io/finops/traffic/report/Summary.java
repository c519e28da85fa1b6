package io.finops.traffic.report;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Results;
import io.finops.traffic.verdict.Threshold;
import io.finops.traffic.verdict.Verdict;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code load_summary.json}. The schema is described in {@code docs/traffic-generator.md}; its version changes when a
 * field is renamed, removed or means something else, not when one is added.
 */
public final class Summary {
    static final int SCHEMA_VERSION = 1;

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 99.99};

    private Summary() {}

    /**
     * The document.
     *
     * @param head what was asked for: {@code startedAt}, {@code tool}, {@code target}, {@code settings}
     * @param paced whether latencies mean anything
     * @param money of the check of the money, when there was one
     */
    public static ObjectNode of(
            ObjectNode head,
            Results results,
            boolean paced,
            boolean interrupted,
            @Nullable ObjectNode money,
            Verdict verdict,
            int exitCode) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("schema", "traffic-generator/load-summary");
        summary.put("schemaVersion", SCHEMA_VERSION);
        summary.setAll(head);
        summary.put("seconds", rounded(results.seconds()));
        summary.put("interrupted", interrupted);
        summary.set("requests", requests(results));
        summary.set("rate", rate(results));
        summary.set("answers", counts(results.counts(), Event.Kind.ANSWER));
        summary.set("errors", counts(results.counts(), Event.Kind.ERROR));
        ObjectNode statuses = summary.putObject("httpStatuses");
        results.answers().forEach(answers -> statuses.put(Integer.toString(answers.status()), answers.count()));
        summary.put("errorShare", results.errorShare());
        if (paced) {
            summary.set("latencyMillis", times(results.times().latency()));
        }
        summary.set("serviceTimeMillis", times(results.times().service()));
        if (paced) {
            summary.set("schedulingErrorMillis", times(results.times().scheduling()));
        }
        ArrayNode slowest = summary.putArray("slowestTraces");
        results.slowest()
                .forEach(one -> slowest.addObject()
                        .put("latencyMillis", millis((double) one.nanos()))
                        .put("traceId", one.traceId()));
        if (money != null) {
            summary.set("money", money);
        }
        summary.set("verdict", verdict(verdict, exitCode));
        return summary;
    }

    /** The document as a file has it. */
    public static String text(ObjectNode summary) {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n";
    }

    private static ObjectNode requests(Results results) {
        Counts counts = results.counts();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("scheduled", counts.of(Event.SCHEDULED));
        node.put("sent", counts.of(Event.SENT));
        node.put("answered", counts.of(Event.Kind.ANSWER));
        node.put("errors", counts.of(Event.Kind.ERROR));
        node.put("late", counts.of(Event.LATE));
        node.put("dropped", counts.of(Event.DROPPED));
        node.put("unsent", counts.of(Event.UNSENT));
        node.put("retries", counts.of(Event.RETRY));
        node.put("duplicates", counts.of(Event.DUPLICATE));
        return node;
    }

    private static ObjectNode rate(Results results) {
        double seconds = Math.max(results.seconds(), 1e-9);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("scheduled", rounded(results.counts().of(Event.SCHEDULED) / seconds));
        node.put("sent", rounded(results.sentOfSchedule() / seconds));
        node.put("answered", rounded(results.answeredRate()));
        return node;
    }

    private static ObjectNode counts(Counts counts, Event.Kind kind) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<Event, Long> entry : counts.map(kind).entrySet()) {
            node.put(entry.getKey().id(), entry.getValue());
        }
        return node;
    }

    private static ObjectNode times(Histogram times) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        boolean any = times.getTotalCount() > 0;
        node.put("count", times.getTotalCount());
        node.put("mean", any ? millis(times.getMean()) : null);
        node.put("min", any ? millis((double) times.getMinValue()) : null);
        for (double percentile : PERCENTILES) {
            node.put(name(percentile), any ? millis((double) times.getValueAtPercentile(percentile)) : null);
        }
        node.put("max", any ? millis((double) times.getMaxValue()) : null);
        return node;
    }

    private static String name(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? String.format(Locale.ROOT, "%.0f", percentile)
                        : Double.toString(percentile));
    }

    private static ObjectNode verdict(Verdict verdict, int exitCode) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("passed", verdict.passed() && exitCode == 0);
        node.put("exitCode", exitCode);
        ArrayNode reasons = node.putArray("reasons");
        verdict.reasons().forEach(reasons::add);
        ArrayNode thresholds = node.putArray("thresholds");
        for (Threshold.Outcome outcome : verdict.thresholds()) {
            thresholds
                    .addObject()
                    .put("threshold", outcome.threshold().text())
                    .put("measured", outcome.shown())
                    .put("passed", outcome.passed());
        }
        return node;
    }

    private static Double millis(double nanos) {
        return Math.rint(nanos / 1e3) / 1e3;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e3) / 1e3;
    }
}
