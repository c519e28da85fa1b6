package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.config.Channel;
import io.finops.rehearsal.runningstack.AlertmanagerApi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What people get to read. */
@ParameterizedClass
@MethodSource("releases")
class MessageIT extends DeliveryTest {
    @Test
    void saysWhatIsWrongWhatItCostsAndWhereToLook() {
        String service = Alerts.service("content");
        rig.alertmanager().send(List.of(Alerts.page(service, "PaymentsOutage")));
        for (ChannelStub stub : channels()) {
            String message = text(first(stub, service));
            assertThat(message)
                    .contains("PAGE", service, "PaymentsOutage", "Most payments fail", "83 % failed")
                    .contains("At risk: about USD 412 a minute", "31 % of the month's error budget")
                    .contains("running for 2h", "GatewayAttemptsFailing")
                    .contains("https://example.org/docs/runbooks/PaymentsOutage.md", "http://localhost:3000/d/payments")
                    .contains("now-1h");
            assertThat(stub.refused(service)).isEmpty();
        }
        JsonNode event = first(rig.pagerDuty, service);
        assertThat(event.path("payload").path("severity").asString("")).isEqualTo("critical");
        assertThat(event.path("links").size()).isEqualTo(3);
        assertThat(event.path("links").path(2).path("href").asString("")).isEqualTo(Alerts.LOGS);
    }

    @Test
    void ofSixtyAlertsWithEndlessTextsStaysWithinWhatEachChannelTakes() {
        String service = Alerts.service("many");
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Alert alert = Alerts.page(service, "Alert" + i + "WithAVeryLongNameThatGoesOnAndOnAndOnForSixtyCharacters");
            for (String annotation :
                    List.of("summary", "description", "revenue_at_risk", "budget", "release", "also_firing")) {
                alert = Alerts.with(alert, annotation, "“é×” ".repeat(annotation.equals("description") ? 1600 : 60));
            }
            alerts.add(Alerts.with(alert, "dashboard_url", "http://localhost:3000/d/" + "x".repeat(170)));
        }
        rig.alertmanager().send(alerts);
        for (ChannelStub stub : channels()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(stub.accepted(service))
                            .anySatisfy(body -> assertThat(text(body)).contains("60 in all")));
            assertThat(stub.refused(service)).isEmpty();
        }
        if (hasTelegram()) {
            assertThat(rig.telegram.accepted(service))
                    .allSatisfy(body -> assertThat(text(body).length()).isLessThanOrEqualTo(TelegramStub.LONGEST));
            assertThat(rig.telegram.accepted(service))
                    .allSatisfy(body -> assertThat(text(body))
                            .as("the end has not been cut off")
                            .contains("Logs: " + Alerts.LOGS));
        }
        assertThat(rig.slack.accepted(service)).allSatisfy(body -> {
            JsonNode attachment = body.path("attachments").path(0);
            assertThat(attachment.path("title").asString("").length()).isLessThanOrEqualTo(150);
            assertThat(attachment.path("text").asString("").length()).isLessThanOrEqualTo(6_000);
        });
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rig.told("page-payments", service).stream()
                                .map(entry -> entry.path("alertname").asString(""))
                                .distinct())
                        .as("the trail has every one")
                        .hasSize(60));
    }

    @Test
    void isNotBrokenByWhatOthersTakeForMarkup() {
        String service = Alerts.service("markup");
        String hostile = "<b>a & b</i> \"<!channel>\" <http://evil.example|here> _*`~ {{ . }}";
        Alert alert = Alerts.with(
                Alerts.labelled(Alerts.page(service, "PaymentsOutage"), "instance", hostile), "description", hostile);
        rig.alertmanager().send(List.of(Alerts.with(alert, "summary", hostile)));
        for (ChannelStub stub : channels()) {
            assertThat(text(first(stub, service))).contains("{{ . }}");
            assertThat(stub.refused(service)).isEmpty();
        }
        if (hasTelegram()) {
            assertThat(text(first(rig.telegram, service))).contains(hostile);
        }
        JsonNode attachment = first(rig.slack, service).path("attachments").path(0);
        for (String field : List.of("title", "text", "fallback")) {
            Matcher sequence =
                    SlackStub.CONTROL_SEQUENCE.matcher(attachment.path(field).asString(""));
            while (sequence.find()) {
                assertThat(sequence.group(1)).as(field).matches("https?://\\S+\\|(Runbook|Dashboard|Logs)");
            }
            assertThat(attachment.path(field).asString("")).contains("&lt;b&gt;a &amp; b");
        }
    }

    @Test
    void tellsTheEndToo() {
        String service = Alerts.service("end");
        Alert alert = Alerts.page(service, "PaymentsOutage");
        rig.alertmanager().send(List.of(alert));
        channels().forEach(stub -> first(stub, service));
        rig.alertmanager().send(List.of(Alerts.over(alert)));
        for (ChannelStub stub : channels()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(stub.accepted(service))
                            .hasSize(2)
                            .last()
                            .satisfies(body -> assertThat(text(body)).contains("RESOLVED", " to ")));
        }
        List<JsonNode> events = rig.pagerDuty.accepted(service);
        assertThat(events.get(1).path("event_action").asString("")).isEqualTo("resolve");
        assertThat(events.get(1).path("dedup_key")).isEqualTo(events.get(0).path("dedup_key"));
    }

    @Test
    void isHeadedByWhatStillFires() {
        String service = Alerts.service("mixed");
        Alert over = Alerts.with(Alerts.page(service, "AAA"), "summary", "What is over");
        rig.alertmanager().send(List.of(over));
        first(rig.slack, service);
        rig.alertmanager()
                .send(List.of(
                        Alerts.over(over), Alerts.with(Alerts.page(service, "BBB"), "summary", "What still fires")));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rig.slack.accepted(service))
                        .last()
                        .satisfies(
                                body -> assertThat(title(body)).contains("PAGE").endsWith("What still fires")));
    }

    @Test
    void saysThatItGoesOnWhereOnlyAPartIsOverAndListsNothingOld() {
        String service = Alerts.service("part");
        Instant begin = Instant.now().minus(Duration.ofMinutes(10));
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Alert goesOn = Alerts.between(Alerts.page(service, "PaymentsOutage"), begin, later);
        Alert old = Alerts.between(Alerts.page(service, "LedgerDrift"), begin, later);
        Alert part = Alerts.between(Alerts.page(service, "LedgerLate"), begin, later);
        rig.alertmanager().send(List.of(goesOn, old, part));
        channels()
                .forEach(stub ->
                        assertThat(text(first(stub, service))).contains("PAGE").doesNotContain("goes on"));

        Alert longOver = Alerts.between(old, begin, Instant.now().minus(Duration.ofMinutes(5)));
        rig.alertmanager().send(List.of(longOver, Alerts.over(part), goesOn));
        for (ChannelStub stub : channels()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(text(last(stub, service)))
                            .contains("PAGE goes on", "PaymentsOutage", "Over: LedgerLate")
                            .doesNotContain("LedgerDrift"));
        }

        rig.alertmanager().send(List.of(longOver, Alerts.over(goesOn)));
        for (ChannelStub stub : channels()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(text(last(stub, service)))
                            .contains("RESOLVED", "PaymentsOutage")
                            .doesNotContain("LedgerDrift"));
        }
    }

    private boolean hasTelegram() {
        if (release.version().compareTo(Channel.TELEGRAM.since()) < 0) {
            System.out.println(release + " cannot serve Telegram: not tested with it");
            return false;
        }
        return true;
    }

    private List<ChannelStub> channels() {
        return hasTelegram() ? List.of(rig.telegram, rig.slack, rig.pagerDuty) : List.of(rig.slack, rig.pagerDuty);
    }

    private static JsonNode first(ChannelStub stub, String service) {
        await().atMost(LIMIT).until(() -> !stub.accepted(service).isEmpty());
        return stub.accepted(service).get(0);
    }

    private static JsonNode last(ChannelStub stub, String service) {
        List<JsonNode> accepted = stub.accepted(service);
        return accepted.get(accepted.size() - 1);
    }

    private static String title(JsonNode body) {
        return body.path("attachments").path(0).path("title").asString("");
    }

    /** Everything that a person sees of it. */
    private static String text(JsonNode body) {
        if (body.has("text")) {
            return body.path("text").asString("");
        }
        if (body.has("attachments")) {
            JsonNode attachment = body.path("attachments").path(0);
            return title(body) + "\n" + attachment.path("text").asString("").replace("&amp;", "&");
        }
        return body.path("payload").path("summary").asString("") + "\n"
                + body.path("client_url").asString("") + "\n"
                + body.path("payload").path("custom_details").path("message").asString("") + "\n" + body.path("links");
    }
}
