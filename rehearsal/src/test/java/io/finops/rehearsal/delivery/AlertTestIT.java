package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.config.Channel;
import io.finops.localstack.process.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./stack alert-test}, as it is run. */
@ParameterizedClass
@MethodSource("releases")
class AlertTestIT extends DeliveryTest {
    @Test
    void deliversToTheOneChannelAndSaysSo() {
        int calls = rig.pagerDuty.calls("alert-test").size();
        Shell.Result result = alertTest("slack");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("slack: delivered after");
        assertThat(rig.slack.accepted("alert-test").get(0).toString()).contains("TEST alert-test", "nothing is wrong");
        assertThat(rig.pagerDuty.calls("alert-test")).hasSize(calls);
        // The trail's own line and the receiver's come by two routes, one may be later.
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(receiversOfSlackTests()).containsExactlyInAnyOrder("audit", "test-slack"));
    }

    @Test
    void reachesTheTrail() {
        Shell.Result result = alertTest("audit");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(rig.told("audit", "alert-test")).isNotEmpty();
    }

    @Test
    void saysInTheOthersOwnWordsWhyItWasRefused() {
        rig.pagerDuty.answerNext("alert-test", PagerDutyStub.invalid("Invalid routing key"));
        Shell.Result result = alertTest("pagerduty");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output().strip().lines()).hasSize(1);
        assertThat(result.output()).contains("NOT DELIVERED", "Invalid routing key", "PAGERDUTY_ROUTING_KEY");
    }

    @Test
    void reachesTelegramOrSaysThatItCannot() {
        Shell.Result result = alertTest("telegram");
        if (release.version().compareTo(Channel.TELEGRAM.since()) >= 0) {
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(rig.telegram.accepted("alert-test").get(0).path("text").asString(""))
                    .startsWith("TEST alert-test: This is a test");
        } else {
            assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
            assertThat(result.output()).contains("NOT SENT", "TELEGRAM_BOT_TOKEN");
        }
    }

    @Test
    void saysWhichChannelsThereAreWhenItIsGivenAnother() {
        Shell.Result result = alertTest("fax");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("telegram", "slack", "pagerduty", "audit");
    }

    private static Stream<String> receiversOfSlackTests() {
        return rig.audit("alertname=AlertTest").stream()
                .filter(entry ->
                        entry.path("labels").path("channel").asString("").equals("slack"))
                .map(entry -> entry.path("receiver").asString(""))
                .distinct();
    }

    private static Shell.Result alertTest(String channel) {
        return Shell.run(
                LIMIT,
                rig.home().repository(),
                Map.of("STACK_DIR", rig.home().root().toString()),
                "",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dstack.root=" + rig.home().repository(),
                        "-jar",
                        rig.home().jar("rehearsal").toString(),
                        "alert-test",
                        channel,
                        "--alertmanager=" + rig.alertmanager().url()));
    }
}
