package io.finops.benchmarks.backtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What of an alert that fired was meant, and what was missed. */
record Verdict(List<Found> found, List<Firing> strayPages, List<Firing> strayTickets) {
    /** An expected alert of an incident; no {@code seconds} from its start when it did not come. */
    record Found(Incident incident, String alert, OptionalLong seconds, Set<String> others) {}

    /** Of everything that was firing while these were going on; of none, everything is stray. */
    static Verdict of(List<Incident> incidents, List<Firing> firings) {
        List<Firing> fired = firings.stream()
                .filter(firing -> !firing.pending())
                .sorted(Comparator.comparingLong(firing -> firing.span().from()))
                .toList();
        List<Found> found = incidents.stream()
                .flatMap(incident -> incident.alerts().stream().map(alert -> find(incident, alert, fired)))
                .toList();
        List<Firing> stray = fired.stream()
                .filter(firing -> incidents.stream().noneMatch(incident -> explains(incident, firing, fired)))
                .toList();
        return new Verdict(
                found,
                stray.stream().filter(firing -> firing.alert().pages()).toList(),
                stray.stream().filter(firing -> !firing.alert().pages()).toList());
    }

    boolean passed() {
        return strayPages.isEmpty()
                && found.stream().allMatch(each -> each.seconds().isPresent());
    }

    private static Found find(Incident incident, String alert, List<Firing> fired) {
        OptionalLong first = fired.stream()
                .filter(firing -> firing.alert().name().equals(alert) && during(incident, firing))
                .mapToLong(firing ->
                        Math.max(0, firing.span().from() - incident.start().getEpochSecond()))
                .findFirst();
        Set<String> others = fired.stream()
                .filter(firing -> during(incident, firing) && firing.span().from() >= from(incident))
                .map(firing -> firing.alert().name())
                .filter(name -> !incident.alerts().contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Found(incident, alert, first, others);
    }

    /** An incident's own alert, or another one about the same service while it lasts. */
    private static boolean explains(Incident incident, Firing firing, List<Firing> fired) {
        return during(incident, firing)
                && fired.stream()
                        .anyMatch(own -> incident.alerts().contains(own.alert().name())
                                && service(own).equals(service(firing)));
    }

    private static boolean during(Incident incident, Firing firing) {
        return firing.span().overlaps(from(incident), incident.over().getEpochSecond());
    }

    private static long from(Incident incident) {
        return incident.start().getEpochSecond();
    }

    private static String service(Firing firing) {
        return firing.alert().labels().getOrDefault("service", "");
    }

    static String line(Firing firing) {
        return firing.alert().name() + " " + firing.labels() + " from "
                + Instant.ofEpochSecond(firing.span().from()) + " for "
                + (firing.span().to() - firing.span().from()) + " s";
    }
}
