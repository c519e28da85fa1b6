package io.finops.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
    @Test
    void thereAreNoneWhereNoneIsConfigured() {
        assertThat(Channels.of(Map.of())).isEmpty();
        // Compose passes what is not set as empty.
        assertThat(Channels.of(Map.of("REPORT_MAIL_TO", "", "REPORT_SLACK_WEBHOOK_URL", "")))
                .isEmpty();
    }

    @Test
    void namesWhomTheyReachAndNoSecret(@TempDir Path folder) throws IOException {
        Path webhook = Files.writeString(folder.resolve("webhook"), "https://hooks.slack.example/T0/secret\n");
        assertThat(Channels.of(Map.of(
                        "REPORT_MAIL_TO", "cfo@example.com, ops@example.com",
                        "REPORT_MAIL_FROM", "finops@example.com",
                        "REPORT_SMTP", "smtp://finops@mail.example.com",
                        "REPORT_SMTP_PASSWORD", "secret",
                        "REPORT_SLACK_WEBHOOK_URL_FILE", webhook.toString())))
                .map(Channel::toString)
                .containsExactly("cfo@example.com, ops@example.com", "Slack");
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT_SLACK_WEBHOOK_URL, hooks.slack.example/secret",
        "REPORT_SLACK_WEBHOOK_URL, https://hooks slack/secret",
        "REPORT_SLACK_WEBHOOK_URL_FILE, /no/such/file",
        "REPORT_MAIL_TO, nobody at all",
        "REPORT_MAIL_FROM, nobody at all",
        "REPORT_MAIL_FROM, ''",
        "REPORT_SMTP, ''",
        "REPORT_SMTP, mail.example.com",
        "REPORT_SMTP, https://mail.example.com",
        "REPORT_SMTP, smtp://finops:secret@mail.example.com",
        "REPORT_SMTP, smtp+plain://mail.example.com"
    })
    void aWrongSettingIsNamedWithoutASecret(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "REPORT_MAIL_TO", "cfo@example.com",
                "REPORT_MAIL_FROM", "finops@example.com",
                "REPORT_SMTP", "smtps://mail.example.com",
                "REPORT_SMTP_PASSWORD", "secret"));
        settings.put(name, value);

        assertThatThrownBy(() -> Channels.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("secret");
    }
}
