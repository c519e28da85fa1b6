package io.finops.report.content;

import io.finops.report.figure.Period;
import io.finops.report.source.Prometheus.Point;
import io.finops.report.source.Prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A start of payments-service.
 *
 * @param until when another release was started, or the end of the period
 */
record Release(String version, String commit, Instant started, Instant until) {
    /** Old enough to be judged by more than one minute of it (decision 19). */
    private static final Duration JUDGED = Duration.ofMinutes(21);

    String name() {
        return (version.isEmpty() ? "unknown" : version) + (commit.isEmpty() ? "" : " (" + commit + ")");
    }

    /** What selects it in PromQL. */
    String selector() {
        return "version=\"" + escaped(version) + "\",commit=\"" + escaped(commit) + "\"";
    }

    /** When it is judged, in seconds. */
    long judgedAt() {
        Instant old = started.plus(JUDGED);
        return (old.isBefore(until) ? old : until).getEpochSecond();
    }

    /** The newest first. */
    static List<Release> of(List<Series> series, Period period) {
        TreeMap<Instant, Series> started = new TreeMap<>(Comparator.reverseOrder());
        for (Series release : series) {
            for (Point point : release.points()) {
                Instant at = Instant.ofEpochSecond(Math.round(point.value()));
                if (at.isAfter(period.start())) {
                    started.put(at, release);
                }
            }
        }
        List<Release> releases = new ArrayList<>();
        Instant until = period.end();
        Instant newer = period.end();
        Map<String, String> next = Map.of();
        for (Map.Entry<Instant, Series> start : started.entrySet()) {
            Series release = start.getValue();
            if (!release.labels().equals(next)) {
                until = newer;
            }
            releases.add(new Release(release.label("version"), release.label("commit"), start.getKey(), until));
            newer = start.getKey();
            next = release.labels();
        }
        return releases;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
