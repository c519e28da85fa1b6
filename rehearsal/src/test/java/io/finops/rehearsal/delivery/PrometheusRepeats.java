package io.finops.rehearsal.delivery;

import io.finops.localstack.StackException;
import io.finops.rehearsal.runningstack.AlertmanagerApi;
import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus sends to Alertmanager of given alerts, as its rule manager does it ({@code rules/alerting.go}: {@code needsSending},
 * {@code sendAlerts}, {@code resolvedRetention}): at each evaluation of the group whatever was not sent for longer than the resend
 * delay, what is over for a quarter of an hour more, and what fires as valid for four times the longer of delay and interval.
 *
 * <p>All times are Prometheus's and are divided by {@code faster}, so that a quarter of an hour can pass in a minute and a half with
 * every ratio kept. Decisions are made by the evaluations' due times, as Prometheus's are, not by when they happen.
 */
final class PrometheusRepeats implements AutoCloseable {
    private static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

    private final AlertmanagerApi alertmanager;
    private final Duration resendDelay;
    private final int faster;
    private final Instant begin = Instant.now();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(4);
    private final AtomicInteger dropped = new AtomicInteger();
    private final List<Future<?>> rules = new ArrayList<>();

    PrometheusRepeats(AlertmanagerApi alertmanager, Duration resendDelay, int faster) {
        this.alertmanager = alertmanager;
        this.resendDelay = resendDelay;
        this.faster = faster;
    }

    /** From when to when an alert's expression holds, since the beginning. */
    record Spell(Duration from, Duration to) {
        static Spell of(int fromSecond, int toSecond) {
            return new Spell(Duration.ofSeconds(fromSecond), Duration.ofSeconds(toSecond));
        }

        boolean holds(Duration time) {
            return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
        }
    }

    /** How often a group of rules is evaluated, and how long after the beginning first: Prometheus spreads its groups. */
    record Group(Duration interval, Duration first) {
        static Group of(int intervalSeconds, int firstSecond) {
            return new Group(Duration.ofSeconds(intervalSeconds), Duration.ofSeconds(firstSecond));
        }
    }

    /** Begins to evaluate a rule. */
    void rule(Group group, Alert alert, Spell... spells) {
        Rule rule = new Rule(group, alert, List.of(spells));
        rules.add(scheduler.scheduleAtFixedRate(
                rule::evaluate,
                group.first().toNanos() / faster,
                group.interval().toNanos() / faster,
                TimeUnit.NANOSECONDS));
    }

    /** Whether so much of Prometheus's time has passed; throws what an evaluation threw. */
    boolean isPast(Duration time) throws ExecutionException, InterruptedException {
        for (Future<?> rule : rules) {
            if (rule.isDone()) {
                rule.get();
            }
        }
        return Instant.now().isAfter(at(time));
    }

    /** How many alerts were lost because Alertmanager did not take them; Prometheus does not try again either. */
    int dropped() {
        return dropped.get();
    }

    private void send(Alert alert) {
        try {
            alertmanager.send(List.of(alert));
        } catch (StackException away) {
            dropped.incrementAndGet();
        }
    }

    private Instant at(Duration time) {
        return begin.plus(time.dividedBy(faster));
    }

    private final class Rule {
        private final Duration interval;
        private final Alert alert;
        private final List<Spell> spells;
        private Duration now;
        private @Nullable Duration activeAt;
        private @Nullable Duration resolvedAt;
        private @Nullable Duration lastSentAt;

        Rule(Group group, Alert alert, List<Spell> spells) {
            this.interval = group.interval();
            this.now = group.first();
            this.alert = alert;
            this.spells = spells;
        }

        void evaluate() {
            boolean holds = spells.stream().anyMatch(spell -> spell.holds(now));
            if (holds && (activeAt == null || resolvedAt != null)) {
                activeAt = now;
                resolvedAt = null;
                lastSentAt = null;
            } else if (!holds && activeAt != null && resolvedAt == null) {
                resolvedAt = now;
            } else if (resolvedAt != null && now.minus(resolvedAt).compareTo(RESOLVED_RETENTION) > 0) {
                activeAt = null;
                resolvedAt = null;
            }
            if (activeAt != null && needsSending()) {
                lastSentAt = now;
                Duration longer = resendDelay.compareTo(interval) > 0 ? resendDelay : interval;
                Duration endsAt = resolvedAt != null ? resolvedAt : now.plus(longer.multipliedBy(4));
                send(new Alert(alert.labels(), alert.annotations(), at(activeAt), at(endsAt)));
            }
            now = now.plus(interval);
        }

        private boolean needsSending() {
            if (lastSentAt == null || (resolvedAt != null && resolvedAt.compareTo(lastSentAt) > 0)) {
                return true;
            }
            return lastSentAt.plus(resendDelay).compareTo(now) < 0;
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
