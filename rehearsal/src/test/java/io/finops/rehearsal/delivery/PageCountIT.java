package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.config.Channel;
import io.finops.localstack.config.Version;
import io.finops.localstack.plan.Monitoring;
import io.finops.rehearsal.delivery.PrometheusRepeats.Group;
import io.finops.rehearsal.delivery.PrometheusRepeats.Spell;
import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many messages a phone gets in twenty minutes of Prometheus's repeats. By default ten times as fast, every interval of the
 * configuration divided by the same number; {@code -Ddelivery.faster=1} takes the twenty minutes.
 * Each has an Alertmanager of its own, and nearly all of the time is waiting: they run beside each other.
 */
class PageCountIT {
    private static final int FASTER = Integer.getInteger("delivery.faster", 10);
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);
    private static final Duration LIMIT = Duration.ofMinutes(9);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(25);

    /** Of the rules' groups: the fast symptoms, and whatever else pages. They are spread as Prometheus spreads them. */
    private static final Group FAST = Group.of(5, 1);

    private static final Group SLO = Group.of(15, 8);
    private static final Group TICKETS = Group.of(15, 12);

    static Stream<Release> releases() {
        return Release.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    @Execution(ExecutionMode.CONCURRENT)
    void everyMessageOfTwentyMinutesSaysSomethingNew(Release release) {
        String parts = Alerts.service("parts");
        String hidden = Alerts.service("hidden");
        String ticket = Alerts.service("ticket");
        try (WebhookStub outside = new WebhookStub();
                DeliveryRig rig = DeliveryRig.start(
                        release,
                        outside.url() + "/ping",
                        yaml -> Intervals.faster(Intervals.alwaysOpen(yaml), FASTER));
                PrometheusRepeats prometheus =
                        new PrometheusRepeats(rig.alertmanager(), Monitoring.RESEND_DELAY, FASTER)) {
            prometheus.rule(SLO, watchdog(), Spell.of(0, 9999));
            // Begins, two join within half a minute, both are over long before the first, one comes back, another
            // joins.
            prometheus.rule(FAST, Alerts.page(parts, "PaymentsFailing"), Spell.of(10, 890));
            prometheus.rule(FAST, Alerts.page(parts, "ApprovalsCollapsed"), Spell.of(20, 120), Spell.of(720, 780));
            prometheus.rule(SLO, Alerts.page(parts, "PaymentsAvailabilityBurnFast"), Spell.of(20, 200));
            prometheus.rule(TICKETS, Alerts.page(parts, "LedgerDrift"), Spell.of(600, 890));
            // What an outage hides is told of when the outage is over, and only then.
            prometheus.rule(FAST, Alerts.page(hidden, "PaymentsOutage"), Spell.of(10, 180));
            prometheus.rule(FAST, Alerts.page(hidden, "PaymentsFailing"), Spell.of(20, 60), Spell.of(90, 120));
            prometheus.rule(SLO, Alerts.page(hidden, "PaymentsAvailabilityBurnFast"), Spell.of(60, 470));
            prometheus.rule(TICKETS, ticket(ticket, "GatewayAttemptsFailing"), Spell.of(60, 480));
            prometheus.rule(TICKETS, ticket(ticket, "TargetDown"), Spell.of(120, 900));
            await().atMost(TWENTY_MINUTES.plusMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> prometheus.isPast(TWENTY_MINUTES));

            assertThat(prometheus.dropped()).isZero();
            assertThat(rig.telegram.calls(parts).isEmpty()).isEqualTo(!hasTelegram(release));
            channels(rig, release).forEach((name, stub) -> {
                assertThat(stub.refused(parts)).as(name).isEmpty();
                System.out.printf(
                        "%s, %s: %d, %d and %d messages%n",
                        release,
                        name,
                        stub.calls(parts).size(),
                        stub.calls(hidden).size(),
                        stub.calls(ticket).size());
                // Begin, two join, one of them is over, the other too, one joins, one is back, is over again, the end.
                assertThat(stub.calls(parts)).as(name).hasSize(8);
                // Begin, the outage is over and what it hid goes on, the end.
                assertThat(stub.calls(hidden)).as(name).hasSize(3);
                // Ten times as fast, what a busy machine delays looks like ten times the delay.
                if (FASTER == 1) {
                    assertThat(gaps(stub.calls(parts)))
                            .as("%s: at most one in half a minute", name)
                            .allSatisfy(gap -> assertThat(gap).isGreaterThan(BETWEEN_MESSAGES));
                }
            });
            // Begin, one joins, one is over, the end.
            assertThat(rig.slack.calls(ticket)).hasSize(4);
            assertThat(rig.pagerDuty.calls(ticket)).isEmpty();
            assertThat(outside.calls("prometheus")).hasSizeBetween(18, 21);
            assertThat(rig.told("audit", parts))
                    .as("the trail has each change once")
                    .hasSize(10);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    @Execution(ExecutionMode.CONCURRENT)
    void aRestartOfAlertmanagerAmidAnIncidentRepeatsNothing(Release release) {
        String service = Alerts.service("restart");
        // Before, what is over can come in first and then looks like the end of all.
        boolean waits = release.version().compareTo(Version.parse("0.30")) >= 0;
        Duration startDelay = Monitoring.RESEND_DELAY.plusSeconds(2).dividedBy(FASTER);
        try (DeliveryRig rig = DeliveryRig.start(release, yaml -> Intervals.faster(yaml, FASTER));
                PrometheusRepeats prometheus =
                        new PrometheusRepeats(rig.alertmanager(), Monitoring.RESEND_DELAY, FASTER)) {
            prometheus.rule(SLO, Alerts.page(service, "PaymentsFailing"), Spell.of(10, 290));
            if (waits) {
                prometheus.rule(FAST, Alerts.page(service, "ApprovalsCollapsed"), Spell.of(10, 60));
            }
            await().atMost(LIMIT).until(() -> prometheus.isPast(Duration.ofSeconds(95)));
            rig.restartAlertmanager(
                    waits ? List.of("--dispatch.start-delay=" + startDelay.toMillis() + "ms") : List.of());
            await().atMost(LIMIT).until(() -> prometheus.isPast(Duration.ofSeconds(400)));
            channels(rig, release)
                    .forEach((name, stub) -> assertThat(stub.calls(service))
                            .as("%s: the beginning, %s, the end", name, waits ? "one joins, one is over" : "nothing")
                            .hasSize(waits ? 4 : 2));
        }
    }

    private static List<Duration> gaps(List<ChannelStub.Call> calls) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < calls.size(); i++) {
            Instant before = calls.get(i - 1).at();
            gaps.add(Duration.between(before, calls.get(i).at()));
        }
        return gaps;
    }

    private static Map<String, ChannelStub> channels(DeliveryRig rig, Release release) {
        Map<String, ChannelStub> channels = new LinkedHashMap<>();
        if (hasTelegram(release)) {
            channels.put("telegram", rig.telegram);
        }
        channels.put("slack", rig.slack);
        channels.put("pagerduty", rig.pagerDuty);
        return channels;
    }

    private static boolean hasTelegram(Release release) {
        return release.version().compareTo(Channel.TELEGRAM.since()) >= 0;
    }

    private static Alert ticket(String service, String alertname) {
        return Alerts.labelled(Alerts.page(service, alertname), "severity", "warning");
    }

    private static Alert watchdog() {
        return Alerts.labelled(Alerts.page("prometheus", "Watchdog"), "severity", "none");
    }
}
