package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.config.Channel;
import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import io.finops.rehearsal.runningstack.NotificationCounters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What becomes of a notification that a channel does not take at once. */
@ParameterizedClass
@MethodSource("releases")
class FailureIT extends DeliveryTest {
    @Test
    void aServerErrorIsRetriedUntilItGetsThrough() {
        String service = Alerts.service("error");
        for (ChannelStub stub : channels().values()) {
            stub.answerNext(
                    service, ChannelStub.json(500, Map.of("ok", false, "error_code", 500, "description", "Internal")));
            stub.answerNext(
                    service,
                    ChannelStub.json(502, Map.of("ok", false, "error_code", 502, "description", "Bad Gateway")));
        }
        Alert alert = Alerts.page(service, "PaymentsOutage");
        rig.alertmanager().send(List.of(alert));
        channels()
                .forEach((name, stub) -> await(name)
                        .atMost(LIMIT)
                        .untilAsserted(() -> assertThat(stub.accepted(service)).isNotEmpty()));
        channels()
                .forEach((name, stub) -> assertThat(stub.refused(service))
                        .as(name)
                        .extracting(ChannelStub.Call::status)
                        .containsExactly(500, 502));
        rig.alertmanager().send(List.of(Alerts.over(alert)));
    }

    @Test
    void aRateLimitDelaysAndLosesNothing() {
        String service = Alerts.service("limit");
        NotificationCounters before = rig.alertmanager().counters("slack");
        rig.telegram.answerNext(service, TelegramStub.tooMany(1));
        rig.slack.answerNext(service, SlackStub.tooMany(1));
        rig.pagerDuty.answerNext(service, PagerDutyStub.tooMany());
        Alert alert = Alerts.page(service, "PaymentsOutage");
        rig.alertmanager().send(List.of(alert));
        channels()
                .forEach((name, stub) -> await(name)
                        .atMost(LIMIT)
                        .untilAsserted(() -> assertThat(stub.accepted(service)).isNotEmpty()));
        channels()
                .forEach((name, stub) -> assertThat(stub.refused(service))
                        .as(name)
                        .extracting(ChannelStub.Call::status)
                        .containsExactly(429));
        assertThat(rig.alertmanager().counters("slack").givenUp())
                .as("Slack's is given up, and sent with the group's next message")
                .isGreaterThan(before.givenUp());
        if (!channels().containsKey("telegram")) {
            rig.telegram.forget();
        }
        rig.alertmanager().send(List.of(Alerts.over(alert)));
    }

    @Test
    void aRefusalIsCountedAndTheTrailSaysWhoShouldHaveBeenTold() {
        String service = Alerts.service("refusal");
        NotificationCounters slack = rig.alertmanager().counters("slack");
        NotificationCounters pagerDuty = rig.alertmanager().counters("pagerduty");
        rig.slack.answerNext(service, ChannelStub.text(400, "invalid_payload"));
        rig.pagerDuty.answerNext(service, PagerDutyStub.invalid("Invalid routing key"));
        Alert alert = Alerts.page(service, "PaymentsOutage");
        rig.alertmanager().send(List.of(alert));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(rig.alertmanager().counters("slack").givenUp()).isGreaterThan(slack.givenUp());
            assertThat(rig.alertmanager().counters("pagerduty").givenUp()).isGreaterThan(pagerDuty.givenUp());
        });
        if (release.version().compareTo(Channel.TELEGRAM.since()) >= 0) {
            assertThat(rig.alertmanager().counters("slack").newReasons(slack)).isEqualTo("clientError");
        }
        // As the rule NotificationsFailing makes it of these counters.
        Alert failing = Alerts.labelled(
                Alerts.labelled(Alerts.page("alertmanager", "NotificationsFailing"), "integration", "slack"),
                "team",
                "platform");
        rig.alertmanager().send(List.of(failing));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(rig.told("page-payments", service)).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.path("status").asString("")).isEqualTo("firing");
                assertThat(entry.path("channels").valueStream().map(JsonNode::asString))
                        .containsExactlyElementsOf(channels().keySet());
            });
            assertThat(rig.audit("receiver=page-platform&alertname=NotificationsFailing"))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(
                                    entry.path("labels").path("integration").asString(""))
                            .isEqualTo("slack"));
        });
        await("the group's next message brings what was refused")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(rig.slack.accepted(service)).isNotEmpty());
        assertThat(rig.slack.refused(service)).as("not retried before that").hasSize(1);
        rig.alertmanager().send(List.of(Alerts.over(alert), Alerts.over(failing)));
    }

    @Test
    void aChannelThatHangsDelaysNeitherTheOthersNorTheAudit() {
        String service = Alerts.service("hang");
        rig.slack.hang();
        Alert first = Alerts.page(service, "PaymentsOutage");
        Alert second = Alerts.page(service, "LedgerDrift");
        try {
            rig.alertmanager().send(List.of(first));
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(rig.pagerDuty.accepted(service)).hasSize(1);
                assertThat(rig.told("audit", service)).hasSize(1);
                assertThat(rig.told("page-payments", service)).hasSize(1);
            });
            rig.alertmanager().send(List.of(second));
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(rig.pagerDuty.accepted(service)).hasSize(2);
                assertThat(rig.told("audit", service)).hasSize(2);
            });
            rig.alertmanager().send(List.of(Alerts.over(first), Alerts.over(second)));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(rig.pagerDuty.accepted(service))
                            .last()
                            .satisfies(event -> assertThat(
                                            event.path("event_action").asString(""))
                                    .isEqualTo("resolve")));
            assertThat(rig.slack.calls(service))
                    .as("answers of the one that hangs")
                    .isEmpty();
        } finally {
            rig.slack.release();
        }
    }

    @Test
    void noSecretStandsInTheLog() throws Exception {
        String service = Alerts.service("secrets");
        rig.slack.answerNext(service, ChannelStub.text(403, "invalid_token"));
        Alert alert = Alerts.page(service, "PaymentsOutage");
        rig.alertmanager().send(List.of(alert));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rig.slack.accepted(service)).isNotEmpty());
        assertThat(rig.alertmanagerLog())
                .contains("invalid_token")
                .doesNotContain(SlackStub.PATH, PagerDutyStub.KEY, TelegramStub.TOKEN);
        rig.alertmanager().send(List.of(Alerts.over(alert)));
    }

    private Map<String, ChannelStub> channels() {
        Map<String, ChannelStub> channels = new LinkedHashMap<>();
        if (release.version().compareTo(Channel.TELEGRAM.since()) >= 0) {
            channels.put("telegram", rig.telegram);
        } else {
            System.out.println(release + " cannot serve Telegram: not tested with it");
        }
        channels.put("slack", rig.slack);
        channels.put("pagerduty", rig.pagerDuty);
        return channels;
    }
}
