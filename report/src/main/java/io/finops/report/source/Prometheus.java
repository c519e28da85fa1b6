package io.finops.report.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The queries of Prometheus's HTTP API. Thread-safe. */
public final class Prometheus {
    private final HttpSource http;

    /** One series of an instant query; the value is a finite number. */
    public record Sample(Map<String, String> labels, double value) {
        /** Of a label; empty when there is none. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /** A value at a time. */
    public record Point(Instant time, double value) {}

    /** One series of a range query, oldest point first; only finite values. */
    public record Series(Map<String, String> labels, List<Point> points) {
        /** Of a label; empty when there is none. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /**
     * At an address.
     *
     * @throws SourceException if that is none
     */
    public Prometheus(String url) {
        this.http = new HttpSource("Prometheus", url);
    }

    /**
     * Every series at an instant; values that are not numbers are left out.
     *
     * @throws SourceException if Prometheus does not answer, or refuses the query
     */
    public List<Sample> query(String promql, Instant at) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : ask("/api/v1/query?time=" + at.getEpochSecond() + "&query=" + encoded(promql))) {
            double value = parse(series.path("value"));
            if (Double.isFinite(value)) {
                samples.add(new Sample(labels(series.path("metric")), value));
            }
        }
        return samples;
    }

    /** Every series over a range, both ends included; as {@link #query} otherwise. */
    public List<Series> range(String promql, Instant from, Instant to, Duration step) {
        List<Series> all = new ArrayList<>();
        String path = "/api/v1/query_range?start=" + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&step="
                + step.toSeconds() + "&query=" + encoded(promql);
        for (JsonNode series : ask(path)) {
            List<Point> points = new ArrayList<>();
            for (JsonNode pair : series.path("values")) {
                double value = parse(pair);
                if (Double.isFinite(value)) {
                    points.add(new Point(
                            Instant.ofEpochMilli(Math.round(pair.path(0).asDouble(0) * 1000)), value));
                }
            }
            if (!points.isEmpty()) {
                all.add(new Series(labels(series.path("metric")), List.copyOf(points)));
            }
        }
        return all;
    }

    private JsonNode ask(String path) {
        JsonNode answer = http.get(path, Map.of());
        if (!answer.path("status").asString("").equals("success")) {
            throw new SourceException("Prometheus at " + http.base() + " refuses a query: "
                    + answer.path("error").asString("it does not say why"));
        }
        return answer.path("data").path("result");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString("")));
        return Map.copyOf(labels);
    }

    /** Prometheus spells infinity its own way; it is left out like what is not a number. */
    private static double parse(JsonNode pair) {
        String number = pair.path(1).asString("NaN");
        return number.endsWith("Inf") ? Double.NaN : Double.parseDouble(number);
    }
}
