package io.finops.localstack.config;

import java.util.List;
import java.util.Optional;

/**
 * A way to reach somebody outside. It needs settings that a stack may not have, and is left out of the configuration without them.
 *
 * @param label how the configuration and people spell it
 * @param since the first Alertmanager that can serve it as this repository configures it
 * @param settings what must be there, the secret first
 */
public record Channel(String label, Version since, List<ChannelSetting> settings) {
    /** Since 0.26, because older ones cannot read the token from a file. */
    public static final Channel TELEGRAM = new Channel(
            "telegram",
            Version.parse("0.26"),
            List.of(
                    ChannelSetting.secret(
                            "telegram-bot-token", "the token that @BotFather gave", "\\d+:\\S+", "123456:example"),
                    ChannelSetting.value("telegram-chat-id", "the chat's number", "-?\\d+", "-1001234567890")));

    public static final Channel SLACK = new Channel(
            "slack",
            Version.parse("0.25"),
            List.of(ChannelSetting.secret(
                    "slack-webhook-url",
                    "the address of an incoming webhook",
                    "https?://\\S+",
                    "https://hooks.slack.com/services/T0/B0/example")));

    public static final Channel PAGERDUTY = new Channel(
            "pagerduty",
            Version.parse("0.25"),
            List.of(ChannelSetting.secret(
                    "pagerduty-routing-key",
                    "the 32 characters of an Events API v2 integration",
                    "\\w{32}",
                    "0123456789abcdef0123456789abcdef")));

    public static final Channel DEAD_MANS_SWITCH = new Channel(
            "dead-mans-switch",
            Version.parse("0.25"),
            List.of(ChannelSetting.secret(
                    "dead-mans-switch-url",
                    "the address that is called every minute",
                    "https?://[^\\s'\"]+",
                    "https://hc-ping.com/example")));

    private static final List<Channel> ALL = List.of(TELEGRAM, SLACK, PAGERDUTY, DEAD_MANS_SWITCH);

    public Channel {
        settings = List.copyOf(settings);
    }

    public static List<Channel> all() {
        return ALL;
    }

    public static Optional<Channel> named(String label) {
        return ALL.stream().filter(channel -> channel.label.equals(label)).findFirst();
    }

    /** The one whose presence says that somebody wants this channel. */
    public ChannelSetting secret() {
        return settings.get(0);
    }

    @Override
    public String toString() {
        return label;
    }
}
