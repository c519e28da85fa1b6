package io.finops.rehearsal.dashboards;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What Grafana asks Prometheus for a query: its variables filled in, for a moment, a time range, or a label's values. */
public final class PrometheusRequest {
    /** The slowest scrape interval, as the provisioned data source tells Grafana. */
    private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    private static final Duration STEP = SCRAPE_INTERVAL;
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*),\\s*(\\w+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private final Dashboard.Query query;
    private final Map<String, String> variables;

    /** A query with the dashboard's variables as they stand when it is opened. */
    public PrometheusRequest(Dashboard dashboard, Dashboard.Query query) {
        this.query = query;
        this.variables = variables(dashboard);
    }

    /** The path and parameters, from the root of the API, that show the newest part of this length. */
    public String path(Instant now, Duration shown) {
        Matcher values = LABEL_VALUES.matcher(query.expression());
        if (values.matches()) {
            return "/api/v1/label/" + values.group(2) + "/values?"
                    + parameters(Map.of(
                            "match[]", interpolated(values.group(1), shown),
                            "start", seconds(now.minus(shown)),
                            "end", seconds(now)));
        }
        String expression = interpolated(query.expression(), shown);
        if (query.instant()) {
            return "/api/v1/query?" + parameters(Map.of("query", expression, "time", seconds(now)));
        }
        return "/api/v1/query_range?"
                + parameters(Map.of(
                        "query", expression,
                        "start", seconds(now.minus(shown)),
                        "end", seconds(now),
                        "step", String.valueOf(STEP.toSeconds())));
    }

    private String interpolated(String expression, Duration shown) {
        return VARIABLE.matcher(expression).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            String value = name.equals("__range") ? shown.toSeconds() + "s" : variables.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no variable $" + name + " in " + query.expression());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Map<String, String> variables(Dashboard dashboard) {
        Map<String, String> variables = new LinkedHashMap<>();
        // Grafana's rule: the step and one scrape interval, and never less than four of these.
        Duration rate = STEP.plus(SCRAPE_INTERVAL);
        Duration least = SCRAPE_INTERVAL.multipliedBy(4);
        variables.put("__interval", STEP.toSeconds() + "s");
        variables.put("__rate_interval", (rate.compareTo(least) > 0 ? rate : least).toSeconds() + "s");
        for (JsonNode variable : dashboard.variables()) {
            JsonNode current = variable.path("current").path("value");
            JsonNode value = current.isArray() ? current.path(0) : current;
            boolean all = value.asString("").equals("$__all");
            variables.put(
                    variable.path("name").asString(),
                    all ? variable.path("allValue").asString() : value.asString(""));
        }
        return variables;
    }

    private static String parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }
}
