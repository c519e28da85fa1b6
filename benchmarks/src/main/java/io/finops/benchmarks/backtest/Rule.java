package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule as Prometheus has read it.
 *
 * @param name the alert, or the series that is recorded
 * @param waits the rule's {@code for}
 * @param keepsFiring its {@code keep_firing_for}
 */
record Rule(
        String group,
        Duration interval,
        boolean alerting,
        String name,
        String query,
        Duration waits,
        Duration keepsFiring,
        Map<String, String> labels) {
    /** Longer than any range that an expression has. */
    static final Duration NO_WINDOW = Duration.ofDays(1000);

    private static final Pattern WINDOW = Pattern.compile("(?:\\[|offset )((?:\\d+(?:ms|[smhdwy]))+)");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Pattern NAMED_ALERTS = Pattern.compile("ALERTS\\{[^}]*alertname=~?\"([^\"]+)\"");

    boolean pages() {
        return "critical".equals(labels.get("severity"));
    }

    boolean mentions(String series) {
        return Pattern.compile("(?<![\\w:])" + Pattern.quote(series) + "(?![\\w:])")
                .matcher(query)
                .find();
    }

    /** The alerts whose {@code ALERTS} this expression reads. */
    List<String> readsAlerts() {
        return NAMED_ALERTS
                .matcher(query)
                .results()
                .flatMap(match -> List.of(match.group(1).split("\\|", -1)).stream())
                .distinct()
                .toList();
    }

    /** The shortest range or offset that the expression has. */
    Duration shortestWindow() {
        return WINDOW.matcher(query)
                .results()
                .map(match -> duration(match.group(1)))
                .min(Duration::compareTo)
                .orElse(NO_WINDOW);
    }

    /** Of Prometheus's notation, such as {@code 1h30m}. */
    static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        case "w" -> Duration.ofDays(7 * number);
                        default -> Duration.ofDays(365 * number);
                    });
        }
        return sum;
    }
}
