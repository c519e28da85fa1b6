package io.finops.alertaudit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the last weeks of the trail come to: how long incidents took, how soon they were told of, how many messages they made.
 *
 * <p>Pages that overlap are one incident; of tickets, those of one alert. An incident lasts from the beginning of its first alert to the end of its last, both as Prometheus says. An alert whose end
 * was never told, because Prometheus was down, is forgotten once its repeats stop, and its incident is not counted as resolved. Safe for use by several threads.
 */
final class Incidents {
    static final List<String> SEVERITIES = List.of("critical", "warning");
    static final Duration MONTH = Duration.ofDays(30);
    static final Duration WEEK = Duration.ofDays(7);
    /** The trail is told of what still fires every four hours (`repeat_interval`). */
    static final Duration FORGOTTEN = Duration.ofHours(5);

    private static final String TRAIL = "audit";
    private static final Set<String> NO_INCIDENTS = Set.of("Watchdog", "AlertTest");

    /**
     * Of one severity, in the last {@link #MONTH}.
     *
     * @param resolved incidents that ended
     * @param open incidents now
     * @param resolveSeconds mean, NaN without any that ended
     * @param toldSeconds mean from an alert's beginning until the trail had it, NaN without any
     * @param messages that receivers other than the trail were sent
     */
    record Figures(int resolved, int open, double resolveSeconds, double toldSeconds, int messages) {}

    private record Span(Instant at, String severity, Duration length) {}

    private record Message(Instant at, String severity, String alertname, String receiver, String notification) {}

    private record Alert(String fingerprint, Instant startsAt) {}

    /** Alerts that still fire, with when the trail last heard of them. */
    private record Open(String severity, Instant start, Map<Alert, Instant> alerts) {}

    private final Map<String, Open> open = new HashMap<>();
    private final Deque<Span> resolved = new ArrayDeque<>();
    private final Deque<Span> told = new ArrayDeque<>();
    private final Deque<Message> messages = new ArrayDeque<>();

    /** As a trail tells of them. */
    static Incidents recalled(AuditTrail trail, Instant now) throws IOException {
        Incidents incidents = new Incidents();
        trail.read(now.minus(MONTH), entry -> true, incidents::add);
        return incidents;
    }

    /** Entries come in the order of the trail. */
    synchronized void add(AuditEntry entry) {
        if (!SEVERITIES.contains(entry.severity()) || NO_INCIDENTS.contains(entry.alertname())) {
            return;
        }
        forgetBefore(entry.receivedAt());
        if (!entry.receiver().equals(TRAIL)) {
            messages.add(new Message(
                    entry.receivedAt(), entry.severity(), entry.alertname(), entry.receiver(), entry.notification()));
            return;
        }
        String key = entry.severity().equals("critical") ? "" : entry.alertname();
        Alert alert = new Alert(entry.fingerprint(), entry.startsAt());
        if (entry.status().equals("firing")) {
            Open incident =
                    open.computeIfAbsent(key, name -> new Open(entry.severity(), entry.startsAt(), new HashMap<>()));
            if (incident.alerts.put(alert, entry.receivedAt()) == null) {
                told.add(span(entry, entry.startsAt(), entry.receivedAt()));
            }
        } else {
            end(key, alert, entry);
        }
    }

    private void end(String key, Alert alert, AuditEntry entry) {
        Open incident = open.get(key);
        if (incident != null && incident.alerts.remove(alert) != null && incident.alerts.isEmpty()) {
            open.remove(key);
            Instant end = entry.endsAt() == null ? entry.receivedAt() : entry.endsAt();
            resolved.add(span(entry, incident.start, end));
        }
    }

    private static Span span(AuditEntry entry, Instant from, Instant to) {
        return new Span(
                entry.receivedAt(), entry.severity(), to.isBefore(from) ? Duration.ZERO : Duration.between(from, to));
    }

    private void forgetBefore(Instant now) {
        Instant month = now.minus(MONTH);
        resolved.removeIf(span -> span.at.isBefore(month));
        told.removeIf(span -> span.at.isBefore(month));
        messages.removeIf(message -> message.at.isBefore(month));
        Instant heard = now.minus(FORGOTTEN);
        open.values().forEach(incident -> incident.alerts.values().removeIf(last -> last.isBefore(heard)));
        open.values().removeIf(incident -> incident.alerts.isEmpty());
    }

    /** By severity, of both. */
    synchronized Map<String, Figures> figures(Instant now) {
        forgetBefore(now);
        Map<String, Figures> figures = new TreeMap<>();
        for (String severity : SEVERITIES) {
            figures.put(
                    severity,
                    new Figures(
                            (int) resolved.stream()
                                    .filter(span -> span.severity.equals(severity))
                                    .count(),
                            (int) open.values().stream()
                                    .filter(incident -> incident.severity.equals(severity))
                                    .count(),
                            mean(resolved, severity),
                            mean(told, severity),
                            distinct(messages.stream()
                                    .filter(message -> message.severity.equals(severity))
                                    .toList())));
        }
        return figures;
    }

    /** How many messages of the last {@link #WEEK} named an alert, by its name. */
    synchronized Map<String, Integer> messagesByAlert(Instant now) {
        forgetBefore(now);
        Map<String, List<Message>> byAlert = new TreeMap<>();
        for (Message message : messages) {
            if (!message.at.isBefore(now.minus(WEEK))) {
                byAlert.computeIfAbsent(message.alertname, name -> new ArrayList<>())
                        .add(message);
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        byAlert.forEach((alert, all) -> counts.put(alert, distinct(all)));
        return counts;
    }

    /** A notification that tells of several alerts is one message. */
    private static int distinct(List<Message> all) {
        Set<List<String>> sent = new LinkedHashSet<>();
        all.forEach(message -> sent.add(List.of(message.receiver, message.notification)));
        return sent.size();
    }

    private static double mean(Deque<Span> spans, String severity) {
        return spans.stream()
                .filter(span -> span.severity.equals(severity))
                .mapToDouble(span -> span.length.toMillis() / 1000.0)
                .average()
                .orElse(Double.NaN);
    }
}
