package io.finops.rehearsal.runningstack;

import io.finops.localstack.http.HttpJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** The part of Prometheus's HTTP API that drills and checks need. */
public final class PrometheusApi {
    private final HttpJson http;
    private final String url;

    /** One series of an instant query. */
    public record Sample(Map<String, String> labels, double value) {}

    /** An alert as Prometheus sees it; {@code state} is {@code pending} or {@code firing}. */
    public record ActiveAlert(String name, String state, Instant activeAt, Map<String, String> labels) {}

    PrometheusApi(HttpJson http, String url) {
        this.http = http;
        this.url = url;
    }

    public List<Sample> query(String promql) {
        JsonNode result = http.get(
                        url + "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8), Map.of())
                .path("data")
                .path("result");
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : result) {
            samples.add(new Sample(
                    labels(series.path("metric")),
                    parse(series.path("value").path(1).asString("NaN"))));
        }
        return samples;
    }

    /** The value of the only series, or of the first. */
    public OptionalDouble value(String promql) {
        List<Sample> samples = query(promql);
        return samples.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(samples.get(0).value());
    }

    public List<ActiveAlert> alerts() {
        List<ActiveAlert> alerts = new ArrayList<>();
        for (JsonNode alert :
                http.get(url + "/api/v1/alerts", Map.of()).path("data").path("alerts")) {
            Map<String, String> labels = labels(alert.path("labels"));
            alerts.add(new ActiveAlert(
                    labels.getOrDefault("alertname", ""),
                    alert.path("state").asString(""),
                    Instant.parse(alert.path("activeAt").asString("1970-01-01T00:00:00Z")),
                    labels));
        }
        return alerts;
    }

    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString("")));
        return labels;
    }

    /** Prometheus spells infinity its own way. */
    private static double parse(String number) {
        return switch (number) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
    }
}
