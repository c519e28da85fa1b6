package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When people are told, and the one who is told that nothing is wrong. */
class RoutingIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    static Stream<Release> releases() {
        return Release.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aTicketIsSentInBusinessHours(Release release) {
        try (DeliveryRig rig = DeliveryRig.start(release, yaml -> businessHours(yaml, "sunday:saturday"))) {
            String service = Alerts.service("open");
            rig.alertmanager().send(List.of(ticket(service)));
            // The two receive their messages beside each other.
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(rig.slack.accepted(service)).isNotEmpty();
                assertThat(rig.told("ticket-payments", service)).isNotEmpty();
            });
            assertThat(rig.pagerDuty.calls(service)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void outsideOfThemATicketWaitsAndAPageDoesNot(Release release) {
        DayOfWeek anotherDay = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
        String closed = anotherDay.toString().toLowerCase(Locale.ROOT);
        try (DeliveryRig rig = DeliveryRig.start(release, yaml -> businessHours(yaml, closed))) {
            String service = Alerts.service("closed");
            rig.alertmanager().send(List.of(ticket(service)));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(rig.told("audit", service)).isNotEmpty());
            rig.alertmanager().send(List.of(Alerts.page(service, "PaymentsOutage")));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(rig.slack.accepted(service)).hasSize(1));
            assertThat(rig.slack.accepted(service).get(0).toString())
                    .contains("PAGE")
                    .doesNotContain("TICKET");
            assertThat(rig.told("ticket-payments", service)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theWatchdogCallsTheDeadMansSwitch(Release release) {
        try (WebhookStub outside = new WebhookStub();
                DeliveryRig rig = DeliveryRig.start(release, outside.url() + "/ping")) {
            Alert watchdog = Alerts.labelled(
                    Alerts.labelled(Alerts.page("prometheus", "Watchdog"), "severity", "none"), "team", "platform");
            rig.alertmanager().send(List.of(watchdog));
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(outside.accepted("prometheus")).isNotEmpty());
            assertThat(rig.slack.calls("prometheus")).isEmpty();
        }
    }

    private static String businessHours(String yaml, String weekdays) {
        assertThat(yaml).contains("group_wait: 30s");
        return Intervals.open(yaml, weekdays).replace("group_wait: 30s", "group_wait: 0s");
    }

    private static Alert ticket(String service) {
        return Alerts.labelled(Alerts.page(service, "GatewayAttemptsFailing"), "severity", "warning");
    }
}
