package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void aChannelThatNobodyAskedForIsOneWordOfOneLine() {
        assertThat(channels("0.33.1").report())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "telegram (telegram-bot-token)",
                                "slack (slack-webhook-url)",
                                "pagerduty",
                                "dead-mans-switch"));
    }

    @Test
    void aCompleteChannelIsOn() throws IOException {
        write("telegram-bot-token", "123456:ABC-def_1");
        write("telegram-chat-id", "-1001234567890");
        assertThat(channels("0.33.1").has(Channel.TELEGRAM)).isTrue();
        assertThat(channels("0.33.1").report()).noneMatch(line -> line.contains("telegram"));
    }

    @Test
    void halfAChannelIsLeftOutAndTheLineSaysWhatToWriteWhere() throws IOException {
        write("telegram-bot-token", "123456:ABC-def_1");
        assertThat(channels("0.33.1").has(Channel.TELEGRAM)).isFalse();
        assertThat(channels("0.33.1").report())
                .anyMatch(line ->
                        line.contains("telegram") && line.contains(folder.resolve("telegram-chat-id") + " is missing"));
        environment.put("TELEGRAM_CHAT_ID", "42");
        assertThat(channels("0.33.1").has(Channel.TELEGRAM)).isTrue();
    }

    @Test
    void whatAlertmanagerWouldNotStartWithIsLeftOutAndNotRepeated() throws IOException {
        write("telegram-bot-token", "123456:ABC-def_1");
        write("telegram-chat-id", "@my-secret-channel");
        write("dead-mans-switch-url", "ping' example");
        write("slack-webhook-url", " ");
        assertThat(channels("0.33.1").listed(Channel.TELEGRAM, Channel.SLACK, Channel.DEAD_MANS_SWITCH))
                .isEmpty();
        assertThat(channels("0.33.1").report())
                .anyMatch(line -> line.contains("telegram-chat-id does not look like"))
                .anyMatch(line -> line.contains("dead-mans-switch-url does not look like"))
                .noneMatch(line -> line.contains("my-secret-channel"));
    }

    @Test
    void anAlertmanagerThatIsTooOldForAChannelIsNamed() throws IOException {
        write("telegram-bot-token", "123456:ABC-def_1");
        write("telegram-chat-id", "42");
        assertThat(channels("0.25.0").lacks(Channel.TELEGRAM))
                .hasValueSatisfying(why -> assertThat(why).contains("0.25.0", "0.26"));
    }

    @Test
    void anAddressThatIsNoneStopsTheRendering() {
        environment.put("PAGERDUTY_URL", "events.example");
        assertThatThrownBy(() -> settings().value("PAGERDUTY_URL"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("PAGERDUTY_URL");
    }

    private Channels channels(String alertmanager) {
        return new Channels(settings(), Version.parse(alertmanager));
    }

    private Settings settings() {
        return new Settings(folder, name -> Optional.ofNullable(environment.get(name)));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content + "\n");
    }
}
