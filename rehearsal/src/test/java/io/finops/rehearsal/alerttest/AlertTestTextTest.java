package io.finops.rehearsal.alerttest;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.config.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./stack alert-test} reads and says, without an Alertmanager. */
class AlertTestTextTest {
    private static final String CONFIGURATION = """
            global:
              resolve_timeout: 5m
            receivers:
            - name: audit
              webhook_configs:
              - send_resolved: true
            - name: test-slack
            - name: test-pagerduty
              pagerduty_configs:
              - send_resolved: true
            templates: []
            """;

    @TempDir
    Path folder;

    @Test
    void findsAChannelOnlyAtItsOwnReceiver() {
        assertThat(Receivers.has(CONFIGURATION, "test-pagerduty", "pagerduty")).isTrue();
        assertThat(Receivers.has(CONFIGURATION, "audit", "webhook")).isTrue();
        assertThat(Receivers.has(CONFIGURATION, "test-slack", "pagerduty")).isFalse();
        assertThat(Receivers.has(CONFIGURATION, "test-telegram", "telegram")).isFalse();
    }

    @Test
    void readsOnlyWhatTheLogSaysOfThisReceiverFromNowOn() throws IOException {
        Path file = folder.resolve("alertmanager.log");
        Files.writeString(file, "level=error msg=\"Notify for alerts failed\" err=\"test-slack/slack[0]: old\"\n");
        AlertmanagerLog log = new AlertmanagerLog(file);
        assertThat(log.errorOf("test-slack")).isEmpty();
        Files.writeString(file, """
                level=error msg="Notify for alerts failed" err="test-slack/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: channel \\"\\": unexpected status code 404: no_service"
                level=error err="page-payments/webhook[0]: other"
                """, StandardOpenOption.APPEND);
        assertThat(log.errorOf("test-slack")).contains("unexpected status code 404: no_service");
    }

    @Test
    void repeatsNoToken() {
        assertThat(
                        AlertmanagerLog.readable(
                                "after 3 attempts: telebot: Post \\\"https://api.telegram.org/bot123456:AAE-x_y/sendMessage\\\": EOF"))
                .isEqualTo("telebot: Post \"https://api.telegram.org/bot<token>/sendMessage\": EOF");
    }

    @Test
    void namesTheFileToCreate() {
        NextStep next = new NextStep(folder, true, Version.parse("0.33.1"));
        assertThat(next.notConfigured(TestChannel.SLACK))
                .contains(folder.resolve("slack-webhook-url").toString(), "incoming webhook", "./stack up");
        assertThat(new NextStep(folder, false, Version.parse("0.33.1")).notConfigured(TestChannel.SLACK))
                .contains("SLACK_WEBHOOK_URL", ".env");
    }

    @Test
    void tellsWhenTheSettingsCameLaterThanTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("slack-webhook-url"), "https://hooks.slack.com/services/T/B/x");
        assertThat(new NextStep(folder, true, Version.parse("0.33.1")).notConfigured(TestChannel.SLACK))
                .contains("came later");
    }
}
