package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.PrometheusApi;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault that must raise one alert: injects it, waits for the alert at the audit, heals, and waits for the resolution there. Times
 * are from the injection (or the end of a long one) to the audit's own receipt, and from the healing to the receipt of the resolution. What those on call are
 * sent meanwhile is counted, and each message must say something new.
 *
 * @param alert the alert that must come
 * @param consequences further pages that this fault may rightly cause; any other page fails the drill
 * @param limit the longest time from fault to notification
 */
public record AlertDrill(
        String name, String summary, Fault fault, String alert, Set<String> consequences, Duration limit)
        implements Drill {
    private static final Duration CALM_LIMIT = Duration.ofMinutes(5);
    private static final Duration RESOLUTION_LIMIT = Duration.ofMinutes(10);
    private static final String APPROVALS = "sum(rate(transactions_total{status=\"approved\"}[30s]))";

    /** Before, whatever is down counts as not there yet. */
    private static final String WATCHED = "finops:payments_seen_for_75s:bool";

    private static final long POLL_MILLIS = 100;

    /** A group that has sent something within the last quarter of an hour waits for its next turn, 30 s at most; the rest is a busy machine. */
    private static final Duration TURN = Duration.ofSeconds(45);

    /** In the name of every alert that looks back for an hour or more: it remembers the drills before, which is no obstacle. */
    private static final String BURN_RATE = "Burn";

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        Set<String> before = awaitCalm(context);
        Thread.sleep(context.pause().toMillis());
        context.progress().accept("injecting " + name + ", waiting for " + alert);
        Instant injected = Instant.now();
        Healing healing = new Healing(fault, stack);
        long repeatedBefore = stack.audit().repeated();
        Optional<AuditTrail.Alert> notified;
        Optional<AuditTrail.Alert> paged = Optional.empty();
        Instant healed;
        Instant begun = injected;
        try {
            fault.inject(stack);
            begun = fault.beginsWhenInjected() ? Instant.now() : injected;
            notified = await(stack, injected, "firing", this::isOwn, limit.plusSeconds(30));
            if (isPage(notified)) {
                paged = await(stack, injected, "firing", this::isOwnPage, TURN);
            }
        } finally {
            healed = Instant.now();
            healing.heal();
        }
        context.progress()
                .accept(
                        notified.isPresent()
                                ? "notified; healed, waiting for the resolution"
                                : "no alert came; healed");
        Optional<AuditTrail.Alert> resolved = notified.isPresent()
                ? await(stack, healed, "resolved", this::isOwn, RESOLUTION_LIMIT)
                : Optional.empty();
        List<String> faults = new ArrayList<>();
        if (isPage(notified) && paged.isEmpty()) {
            faults.add("nobody on call was told");
        } else if (paged.isPresent()
                && resolved.isPresent()
                && await(stack, healed, "resolved", this::isOwnPage, TURN).isEmpty()) {
            faults.add("those on call were not told that it is over");
        }
        PageCount pages = PageCount.since(injected, stack.audit(), repeatedBefore);
        faults.addAll(pages.needless());
        return report(
                new Seen(begun, notified, paged, healed, resolved), wrong(stack, before, injected), pages, faults);
    }

    /** When what was told to whom. */
    private record Seen(
            Instant begun,
            Optional<AuditTrail.Alert> notified,
            Optional<AuditTrail.Alert> paged,
            Instant healed,
            Optional<AuditTrail.Alert> resolved) {}

    private DrillReport report(Seen seen, List<String> wrong, PageCount pages, List<String> faults) {
        Double notifiedSeconds =
                seen.notified().map(a -> seconds(seen.begun(), a.receivedAt())).orElse(null);
        Double resolvedSeconds =
                seen.resolved().map(a -> seconds(seen.healed(), a.receivedAt())).orElse(null);
        boolean inTime = notifiedSeconds != null && notifiedSeconds <= limit.toMillis() / 1000.0;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name);
        fields.put("alert", alert);
        put(
                fields,
                "firing_seconds",
                seen.notified().map(a -> seconds(seen.begun(), a.startsAt())).orElse(null));
        put(fields, "notified_seconds", notifiedSeconds);
        put(
                fields,
                "paged_seconds",
                seen.paged().map(a -> seconds(seen.begun(), a.receivedAt())).orElse(null));
        put(fields, "resolved_seconds", resolvedSeconds);
        fields.put("limit_seconds", limit.toMillis() / 1000.0);
        fields.put("messages", pages.messages());
        fields.put("message_faults", faults);
        fields.put("unexpected_pages", wrong);
        boolean passed = inTime && resolvedSeconds != null && wrong.isEmpty() && faults.isEmpty();
        fields.put("passed", passed);
        String verdict = verdict(notifiedSeconds, resolvedSeconds, wrong) + pages.verdict();
        return new DrillReport(
                passed, faults.isEmpty() ? verdict : verdict + ", at fault: " + String.join(", ", faults), fields);
    }

    private List<String> wrong(StackAccess stack, Set<String> before, Instant injected) {
        return stack.audit().since(injected).stream()
                .filter(a -> a.status().equals("firing") && a.severity().equals("critical"))
                .map(AuditTrail.Alert::name)
                .filter(Predicate.not(
                        other -> other.equals(alert) || consequences.contains(other) || before.contains(other)))
                .distinct()
                .toList();
    }

    private String verdict(@Nullable Double notified, @Nullable Double resolved, List<String> wrong) {
        String text = notified == null
                ? alert + " did not arrive within " + limit.plusSeconds(30).toSeconds() + " s"
                : String.format(
                        Locale.ROOT, "%s arrived after %.1f s (limit %d s)", alert, notified, limit.toSeconds());
        if (notified != null) {
            text += resolved == null
                    ? ", and did not resolve within " + RESOLUTION_LIMIT.toMinutes() + " min"
                    : String.format(Locale.ROOT, ", resolved %.1f s after the healing", resolved);
        }
        return wrong.isEmpty() ? text : text + "; pages that should not have come: " + String.join(", ", wrong);
    }

    private static boolean isPage(Optional<AuditTrail.Alert> found) {
        return found.filter(a -> a.severity().equals("critical")).isPresent();
    }

    private boolean isOwn(AuditTrail.Alert found) {
        return found.name().equals(alert);
    }

    /** A consequence will do: it may have begun, and silenced the alert, before the turn of those on call came. */
    private boolean isOwnPage(AuditTrail.Alert found) {
        return PageMessages.isPage(found) && (isOwn(found) || consequences.contains(found.name()));
    }

    /**
     * A rehearsal over the very alert that it waits for would prove nothing: waits until none of its own is active and payments are
     * approved. Returns the pages of other kinds that are active already; those are not the drill's doing.
     */
    private Set<String> awaitCalm(DrillContext context) throws InterruptedException {
        Instant deadline = Instant.now().plus(CALM_LIMIT);
        boolean told = false;
        while (true) {
            List<PrometheusApi.ActiveAlert> alerts =
                    context.stack().prometheus().alerts();
            Set<String> active = alerts.stream()
                    .filter(a -> "critical".equals(a.labels().get("severity")))
                    .map(PrometheusApi.ActiveAlert::name)
                    .collect(Collectors.toUnmodifiableSet());
            boolean own = alerts.stream().anyMatch(a -> a.name().equals(alert))
                    || active.stream().filter(page -> !page.contains(BURN_RATE)).anyMatch(consequences::contains);
            boolean paid = context.stack().prometheus().value(APPROVALS).orElse(0) > 0;
            boolean watched = context.stack().prometheus().value(WATCHED).orElse(0) > 0;
            if (!own && paid && watched) {
                return active;
            }
            String obstacle = own
                    ? "active already: " + String.join(", ", names(alerts))
                    : paid
                            ? "Prometheus has only just seen payments: what is down now would count as not there yet"
                            : "no payment was approved in the last 30 s";
            if (Instant.now().isAfter(deadline)) {
                throw new StackException("the stack is not calm enough for a drill: " + obstacle);
            }
            if (!told) {
                context.progress().accept("waiting for calm: " + obstacle);
                told = true;
            }
            Thread.sleep(1000);
        }
    }

    private static Set<String> names(List<PrometheusApi.ActiveAlert> alerts) {
        return alerts.stream().map(PrometheusApi.ActiveAlert::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<AuditTrail.Alert> await(
            StackAccess stack, Instant since, String status, Predicate<AuditTrail.Alert> whose, Duration longest)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(longest);
        while (Instant.now().isBefore(deadline)) {
            Optional<AuditTrail.Alert> found = stack.audit().since(since).stream()
                    .filter(a -> a.status().equals(status) && whose.test(a))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Optional.empty();
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Double value) {
        fields.put(name, value == null ? "none" : value);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.round(Duration.between(from, to).toMillis() / 100.0) / 10.0;
    }
}
