package io.finops.report.content;

import io.finops.report.source.AuditTrail;
import io.finops.report.source.AuditTrail.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that fired at the same time, as the audit trail tells of them: pages that overlap are one incident, of tickets only those of the same name.
 *
 * @param severity {@code critical} or {@code warning}
 * @param alerts their names, in the order in which they began
 * @param summary of the first of them
 * @param end null while one of them fires
 * @param messages how many each channel of the receivers was sent
 */
record Incident(
        String severity,
        List<String> alerts,
        String summary,
        Instant start,
        @Nullable Instant end,
        int messages) {
    private static final Set<String> NO_INCIDENTS = Set.of("Watchdog", "AlertTest");

    Incident {
        alerts = List.copyOf(alerts);
    }

    /** One alert from its beginning to its end. */
    private record Episode(Entry first, @Nullable Instant end) {
        boolean overlaps(Episode other) {
            return end == null || !other.first.startsAt().isAfter(end);
        }
    }

    private record Key(String fingerprint, Instant startsAt) {
        static Key of(Entry entry) {
            return new Key(entry.fingerprint(), entry.startsAt());
        }
    }

    boolean isPage() {
        return severity.equals("critical");
    }

    /** Until its end, or until now. */
    Duration lasted(Instant now) {
        return Duration.between(start, end == null ? now : end);
    }

    /** Oldest first. */
    static List<Incident> of(List<Entry> entries) {
        List<Entry> known = entries.stream()
                .filter(entry -> !NO_INCIDENTS.contains(entry.alert()))
                .toList();
        List<Incident> incidents = new ArrayList<>();
        List<Episode> open = new ArrayList<>(episodes(known));
        while (!open.isEmpty()) {
            List<Episode> together = new ArrayList<>(List.of(open.remove(0)));
            for (boolean joined = true; joined; ) {
                joined = open.removeIf(candidate ->
                        together.stream().anyMatch(other -> isOneWith(other, candidate)) && together.add(candidate));
            }
            incidents.add(incident(together, known));
        }
        return incidents;
    }

    private static boolean isOneWith(Episode one, Episode later) {
        Entry a = one.first;
        Entry b = later.first;
        return a.severity().equals(b.severity())
                && (a.severity().equals("critical") || a.alert().equals(b.alert()))
                && one.overlaps(later)
                && later.overlaps(one);
    }

    /** Sorted by their beginning. */
    private static List<Episode> episodes(List<Entry> entries) {
        Map<Key, Episode> episodes = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.receiver().equals(AuditTrail.TRAIL)) {
                Key key = Key.of(entry);
                if (entry.firing()) {
                    episodes.putIfAbsent(key, new Episode(entry, null));
                } else {
                    Episode begun = episodes.getOrDefault(key, new Episode(entry, null));
                    episodes.put(key, new Episode(begun.first, entry.endsAt()));
                }
            }
        }
        return episodes.values().stream()
                .sorted(Comparator.comparing(episode -> episode.first.startsAt()))
                .toList();
    }

    private static Incident incident(List<Episode> episodes, List<Entry> entries) {
        Set<String> names = new LinkedHashSet<>();
        Set<Key> keys = new LinkedHashSet<>();
        Instant end = Instant.EPOCH;
        boolean over = true;
        for (Episode episode : episodes) {
            names.add(episode.first.alert());
            keys.add(Key.of(episode.first));
            if (episode.end == null) {
                over = false;
            } else if (episode.end.isAfter(end)) {
                end = episode.end;
            }
        }
        long messages = entries.stream()
                .filter(entry -> !entry.receiver().equals(AuditTrail.TRAIL) && keys.contains(Key.of(entry)))
                .map(entry -> entry.receiver() + ' ' + entry.notification())
                .distinct()
                .count();
        Entry first = episodes.get(0).first;
        return new Incident(
                first.severity(),
                List.copyOf(names),
                first.summary(),
                first.startsAt(),
                over ? end : null,
                Math.toIntExact(messages));
    }
}
