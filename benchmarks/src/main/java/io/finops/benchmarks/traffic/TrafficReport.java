package io.finops.benchmarks.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds came to.
 *
 * @param fastest one measurement a tool and round, as fast as it can
 * @param atRate one measurement a tool and round, at the fixed rate
 */
record TrafficReport(List<Measurement> fastest, List<Measurement> atRate) {
    private static final String OURS = "traffic-generator";
    private static final String ROW = "%-18s %6s %12s %14s %10s %10s %10s %8s";

    TrafficReport {
        fastest = List.copyOf(fastest);
        atRate = List.copyOf(atRate);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("as fast as it can, one core:");
        lines.addAll(table(fastest));
        lines.add("at a fixed rate:");
        lines.addAll(table(atRate));
        lines.add("");
        targets().forEach((target, value) -> lines.add(target + ": " + value));
        return lines;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bench", "traffic");
        fields.put("fastest", fastest.stream().map(Measurement::fields).toList());
        fields.put("at_rate", atRate.stream().map(Measurement::fields).toList());
        fields.putAll(targets());
        return fields;
    }

    /** The figures that were aimed for, each the median of the rounds. */
    private Map<String, Object> targets() {
        Map<String, Object> targets = new LinkedHashMap<>();
        double ours = median(fastest, OURS, m -> m.told().rate());
        double wrk = median(fastest, "wrk", m -> m.told().rate());
        targets.put("requests_per_second", Math.rint(ours));
        if (!Double.isNaN(wrk)) {
            targets.put("wrk_requests_per_second", Math.rint(wrk));
            targets.put("share_of_wrk", Math.rint(1000 * ours / wrk) / 1000);
        }
        targets.put(
                "scheduling_error_mean_ms",
                median(atRate, OURS, m -> m.told().extra().getOrDefault("scheduling_error_mean_ms", Double.NaN)));
        targets.put("peak_mib", Math.rint(peak()));
        return targets;
    }

    private double peak() {
        return fastest.stream()
                .filter(m -> m.tool().equals(OURS))
                .mapToDouble(Measurement::peakMebibytes)
                .max()
                .orElse(Double.NaN);
    }

    private static double median(List<Measurement> all, String tool, ToDoubleFunction<Measurement> value) {
        double[] sorted = all.stream()
                .filter(m -> m.tool().equals(tool))
                .mapToDouble(value)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static List<String> table(List<Measurement> all) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                ROW, "tool", "round", "requests/s", "CPU s/10,000", "p50 ms", "p99 ms", "peak MiB", "server"));
        Map<String, Integer> rounds = new LinkedHashMap<>();
        for (Measurement m : all) {
            lines.add(String.format(
                    ROW,
                    m.tool(),
                    rounds.merge(m.tool(), 1, Integer::sum),
                    show("%,.0f", m.told().rate()),
                    show("%.3f", m.cpuPerTenThousand()),
                    show("%.3f", m.told().p50()),
                    show("%.3f", m.told().p99()),
                    show("%.0f", m.peakMebibytes()),
                    show("%.0f %%", 100 * m.serverBusy())));
        }
        return lines;
    }

    private static String show(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
