package io.finops.rehearsal.drill;

import io.finops.rehearsal.runningstack.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What those on call were sent, by the trail that stands on each of their receivers: one message is what came at once about one group.
 * Immutable and pure.
 *
 * @param all in the order of their arrival
 */
record PageMessages(List<Message> all) {
    private static final String RECEIVERS = "page-";

    /** After which Alertmanager says again what still fires: {@code repeat_interval} of the pages, a minute less for its own delay. */
    static final Duration REPEAT = Duration.ofMinutes(59);

    /** Between two messages of one incident: {@code group_interval} of the pages, less what delivery may differ by. */
    static final Duration APART = Duration.ofSeconds(25);

    /**
     * One message.
     *
     * @param group a receiver and what its alerts have in common
     * @param firing the labels of what it says fires
     * @param over the labels and beginnings of what it says is over
     */
    record Message(Instant at, String group, Set<Map<String, String>> firing, Set<Over> over) {}

    /** Something that was over. */
    record Over(Map<String, String> labels, Instant startsAt) {}

    PageMessages {
        all = List.copyOf(all);
    }

    /** Whether somebody on call was told of it. */
    static boolean isPage(AuditTrail.Alert alert) {
        return alert.receiver().startsWith(RECEIVERS);
    }

    static PageMessages of(List<AuditTrail.Alert> trail) {
        List<Message> messages = new ArrayList<>();
        @Nullable String last = null;
        for (AuditTrail.Alert alert : trail) {
            if (!isPage(alert)) {
                continue;
            }
            if (!Objects.equals(alert.notification(), last)) {
                last = alert.notification();
                String group = alert.receiver() + " " + alert.group();
                messages.add(new Message(alert.receivedAt(), group, new HashSet<>(), new HashSet<>()));
            }
            Message message = messages.get(messages.size() - 1);
            if (alert.status().equals("firing")) {
                message.firing().add(alert.labels());
            } else {
                message.over().add(new Over(alert.labels(), alert.startsAt()));
            }
        }
        return new PageMessages(messages);
    }

    int since(Instant time) {
        return (int)
                all.stream().filter(message -> !message.at().isBefore(time)).count();
    }

    /** Those since then that nobody needed: they came too soon after the one before, or told nothing new. Each with the reason. */
    List<String> needlessSince(Instant time) {
        List<String> needless = new ArrayList<>();
        Map<String, Message> before = new HashMap<>();
        Map<String, Set<Over>> told = new HashMap<>();
        for (Message message : all) {
            Optional<Message> previous = Optional.ofNullable(before.put(message.group(), message));
            boolean newsOfAnEnd = told.computeIfAbsent(message.group(), group -> new HashSet<>())
                    .addAll(message.over());
            if (previous.isPresent() && !message.at().isBefore(time)) {
                fault(previous.get(), message, newsOfAnEnd)
                        .ifPresent(fault -> needless.add(message.at() + " " + message.group() + ": " + fault));
            }
        }
        return needless;
    }

    private static Optional<String> fault(Message previous, Message message, boolean newsOfAnEnd) {
        Duration apart = Duration.between(previous.at(), message.at());
        if (message.firing().equals(previous.firing()) && !newsOfAnEnd && apart.compareTo(REPEAT) < 0) {
            return Optional.of("nothing new");
        }
        boolean sameIncident = !previous.firing().isEmpty();
        return sameIncident && apart.compareTo(APART) < 0
                ? Optional.of(apart.toMillis() / 1000.0 + " s after the one before")
                : Optional.empty();
    }
}
