package io.finops.benchmarks.traffic;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of a tool.
 *
 * @param tool its name
 * @param told what it says of itself
 * @param cpuSeconds that the whole process used, start included
 * @param peakBytes the most memory that was resident
 * @param serverBusy share of the run that the server spent on its core
 */
record Measurement(String tool, LoadTool.Told told, double cpuSeconds, long peakBytes, double serverBusy) {
    double cpuPerTenThousand() {
        return cpuSeconds / told.requests() * 10_000;
    }

    double peakMebibytes() {
        return peakBytes / 1048576.0;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tool", tool);
        fields.put("requests", told.requests());
        fields.put("errors", told.errors());
        fields.put("requests_per_second", rounded(told.rate()));
        fields.put("cpu_seconds", rounded(cpuSeconds));
        fields.put("cpu_seconds_per_10000", rounded(cpuPerTenThousand()));
        fields.put("peak_mib", rounded(peakMebibytes()));
        fields.put("server_busy", rounded(serverBusy));
        fields.put("p50_ms", told.p50());
        fields.put("p99_ms", told.p99());
        fields.put("max_ms", told.max());
        fields.putAll(told.extra());
        return fields;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}
