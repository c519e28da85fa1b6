package io.finops.rehearsal.alerttest;

import io.finops.rehearsal.runningstack.AlertmanagerApi;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.NotificationCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends one alert that says of itself that it is a test, by a route that ends at the one channel and at the audit, and follows
 * Alertmanager's counters until it was taken or given up. Its severity is {@code none}, which no route to people takes.
 */
final class AlertTest {
    private static final long POLL_MILLIS = 200;
    private static final int LOOKS_INTO_THE_LOG = 15;
    /** How long after the last look Alertmanager would end the alert by itself, were this process killed. */
    private static final Duration AFTERLIFE = Duration.ofMinutes(1);

    private final AlertmanagerApi alertmanager;
    private final Optional<AuditTrail> audit;
    private final AlertmanagerLog log;
    private final NextStep next;
    private final Duration limit;

    /** The trail has its own route, whose turn comes every second; an alert that is over before it is not told there. */
    private static final long TRAIL_TURN_MILLIS = 1_500;

    /**
     * A test that has not begun.
     *
     * @param audit the trail, where its token can be read
     * @param limit how long to wait; Alertmanager itself gives up after ten seconds
     */
    AlertTest(
            AlertmanagerApi alertmanager,
            Optional<AuditTrail> audit,
            AlertmanagerLog log,
            NextStep next,
            Duration limit) {
        this.alertmanager = alertmanager;
        this.audit = audit;
        this.log = log;
        this.next = next;
        this.limit = limit;
    }

    /** What happened, for a person, in one line. */
    record Result(boolean delivered, String line) {}

    Result run(TestChannel channel) throws InterruptedException {
        if (!Receivers.has(alertmanager.configuration(), channel.receiver(), channel.integration())) {
            return new Result(
                    false,
                    channel + ": NOT SENT, because this Alertmanager has no such channel. "
                            + next.notConfigured(channel));
        }
        Instant begin = Instant.now();
        String id = "test-" + Long.toString(begin.toEpochMilli(), 36);
        NotificationCounters before = alertmanager.counters(channel.integration());
        alertmanager.send(List.of(alert(channel, id, begin, begin.plus(limit).plus(AFTERLIFE))));
        try {
            Result result = follow(channel, id, begin, before);
            Thread.sleep(TRAIL_TURN_MILLIS);
            return result;
        } finally {
            alertmanager.send(List.of(alert(channel, id, begin, Instant.now())));
        }
    }

    private Result follow(TestChannel channel, String id, Instant begin, NotificationCounters before)
            throws InterruptedException {
        Function<Duration, String> seconds = time -> String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        boolean takenAtLastLook = false;
        while (true) {
            NotificationCounters now = alertmanager.counters(channel.integration());
            Duration waited = Duration.between(begin, Instant.now());
            boolean taken = taken(channel, id, begin, before, now);
            // Alertmanager counts an attempt before it counts that the attempt failed; one look can fall between the
            // two.
            if (taken && takenAtLastLook) {
                return new Result(
                        true,
                        channel + ": delivered after " + seconds.apply(waited) + " (" + id + "). "
                                + next.delivered(channel));
            }
            if (now.givenUp() > before.givenUp()) {
                String why = words(channel).orElseGet(() -> now.newReasons(before));
                return new Result(
                        false,
                        channel + ": NOT DELIVERED, given up after " + seconds.apply(waited) + ": " + why + ". "
                                + next.failed(channel));
            }
            if (waited.compareTo(limit) > 0) {
                List<String> silences = alertmanager.silencesOf("test", id);
                String why = silences.isEmpty()
                        ? "no word of it within " + seconds.apply(waited)
                                + log.errorOf(channel.receiver())
                                        .map(error -> ": " + error)
                                        .orElse("")
                        : "silenced by " + String.join(", ", silences);
                return new Result(false, channel + ": NOT DELIVERED, " + why + ". " + next.failed(channel));
            }
            takenAtLastLook = taken;
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What Alertmanager writes into its log, which is a little later than what it counts. */
    private Optional<String> words(TestChannel channel) throws InterruptedException {
        Optional<String> words = log.errorOf(channel.receiver());
        for (int i = 0; i < LOOKS_INTO_THE_LOG && words.isEmpty() && log.exists(); i++) {
            Thread.sleep(POLL_MILLIS);
            words = log.errorOf(channel.receiver());
        }
        return words;
    }

    /** The trail says for certain of itself; of another channel only Alertmanager's counters do. */
    private boolean taken(
            TestChannel channel, String id, Instant begin, NotificationCounters before, NotificationCounters now) {
        if (channel == TestChannel.AUDIT && audit.isPresent()) {
            return audit.get().since(begin.minusSeconds(1)).stream()
                    .anyMatch(alert -> id.equals(alert.labels().get("test")));
        }
        return now.delivered() > before.delivered();
    }

    private static AlertmanagerApi.Alert alert(TestChannel channel, String id, Instant startsAt, Instant endsAt) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", "AlertTest");
        labels.put("severity", "none");
        labels.put("service", "alert-test");
        labels.put("team", "platform");
        labels.put("channel", channel.toString());
        labels.put("test", id);
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", "This is a test (" + id + "): nothing is wrong");
        annotations.put(
                "description",
                "Somebody asked for it with ./stack alert-test " + channel
                        + ". Whoever reads this will be told of real alerts, too.");
        return new AlertmanagerApi.Alert(labels, annotations, startsAt, endsAt);
    }
}
