package io.finops.benchmarks.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What was measured.
 *
 * @param pages what {@code cost-exporter.jar bench} printed
 * @param service the service itself
 */
record CostReport(JsonNode pages, Service service) {
    private static final String ROW = "%-14s %10s %10s %10s %12s %12s %8s";
    private static final Map<String, String> FORMATS = Map.of(
            "text", "text",
            "openmetrics", "OpenMetrics",
            "text_gzip", "text, gzip",
            "openmetrics_gzip", "OM, gzip");
    private static final List<String> ORDER = List.of("text", "openmetrics", "text_gzip", "openmetrics_gzip");
    private static final double KIBIBYTE = 1024;

    /** Middle and 99th percentile of some scrapes. */
    record Scrapes(double p50Millis, double p99Millis) {}

    /** Of a running service: its scrapes by format, its CPU time while nothing is asked of it, its memory. */
    record Service(
            long series,
            Map<String, Scrapes> scrapes,
            double idleCpuPercent,
            double residentMebibytes,
            double peakResidentMebibytes) {}

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d rows of the bill, %d series, beside the bare client library in the same process:",
                pages.path("rows").asLong(),
                pages.path("series").asLong()));
        lines.add(String.format(ROW, "scrape", "p50 ms", "p99 ms", "KiB", "bare p50 ms", "bare p99 ms", "ratio"));
        for (String format : ORDER) {
            lines.add(String.format(
                    ROW,
                    FORMATS.get(format),
                    show("%.1f", number(format + "_p50_ms")),
                    show("%.1f", number(format + "_p99_ms")),
                    show("%,.0f", number(format + "_bytes") / KIBIBYTE),
                    show("%.1f", number(format + "_bare_p50_ms")),
                    show("%.1f", number(format + "_bare_p99_ms")),
                    show("%.2f", number(format + "_ratio_p50"))));
        }
        lines.add(String.format(
                Locale.ROOT,
                "building the page: %.0f ms, %.1f MiB allocated; its first scrape: %.1f ms",
                number("build_ms"),
                number("build_allocated_mib"),
                number("first_scrape_ms")));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "the service, as it is run, %d series on its page:", service.series()));
        for (String format : ORDER) {
            Scrapes scrapes = scrapes(format);
            lines.add(String.format(
                    Locale.ROOT,
                    "scrape as %s: p50 %.1f ms, p99 %.1f ms",
                    FORMATS.get(format),
                    scrapes.p50Millis(),
                    scrapes.p99Millis()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "idle: %.2f %% of a core; resident %.0f MiB, at its peak %.0f MiB",
                service.idleCpuPercent(),
                service.residentMebibytes(),
                service.peakResidentMebibytes()));
        return lines;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bench", "cost-exporter");
        pages.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.put("service_series", service.series());
        for (String format : ORDER) {
            fields.put("service_" + format + "_p50_ms", scrapes(format).p50Millis());
            fields.put("service_" + format + "_p99_ms", scrapes(format).p99Millis());
        }
        fields.put("service_idle_cpu_percent", service.idleCpuPercent());
        fields.put("service_resident_mib", service.residentMebibytes());
        fields.put("service_peak_resident_mib", service.peakResidentMebibytes());
        return fields;
    }

    private Scrapes scrapes(String format) {
        return service.scrapes().getOrDefault(format, new Scrapes(Double.NaN, Double.NaN));
    }

    private double number(String field) {
        return pages.path(field).asDouble(Double.NaN);
    }

    private static String show(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
