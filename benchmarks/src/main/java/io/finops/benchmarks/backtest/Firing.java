package io.finops.benchmarks.backtest;

import io.finops.benchmarks.backtest.AlertState.Span;
import java.util.Map;
import java.util.TreeMap;

/** A time in which an alert was firing, or pending. */
record Firing(Rule alert, Map<String, String> labels, boolean pending, Span span) {
    /** The series that Prometheus would have written. */
    String series() {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(alert.labels());
        all.put("alertname", alert.name());
        all.put("alertstate", pending ? "pending" : "firing");
        StringBuilder text = new StringBuilder("ALERTS{");
        // A label with a template in it is not worked out; no expression asks for one.
        all.values().removeIf(value -> value.contains("{{"));
        all.forEach((name, value) -> text.append(text.length() > "ALERTS{".length() ? "," : "")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        return text.append('}').toString();
    }
}
