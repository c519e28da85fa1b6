package io.finops.localstack.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which channels a stack has, and why it lacks the others. */
public final class Channels {
    private final Settings settings;
    private final Version alertmanager;

    Channels(Settings settings, Version alertmanager) {
        this.settings = settings;
        this.alertmanager = alertmanager;
    }

    /** The channels of a secrets' folder and this process's environment, for this release of Alertmanager. */
    public static Channels in(Path secrets, Version alertmanager) {
        return new Channels(Settings.of(secrets), alertmanager);
    }

    boolean has(Channel channel) {
        return lacks(channel).isEmpty();
    }

    /** Those that the stack has, of these. */
    String listed(Channel... among) {
        return Stream.of(among).filter(this::has).map(Channel::label).collect(Collectors.joining(","));
    }

    /** What keeps this channel from being used and what to do about it, as the end of a sentence; empty when nothing does. */
    public Optional<String> lacks(Channel channel) {
        for (ChannelSetting setting : channel.settings()) {
            Optional<String> value = settings.value(setting);
            String file = settings.folder().resolve(setting.file()).toString();
            if (value.isEmpty()) {
                return Optional.of(file + " is missing or empty: put " + setting.meaning() + " there, such as "
                        + setting.example());
            }
            if (!setting.accepts(value.get())) {
                return Optional.of(
                        file + " does not look like " + setting.meaning() + ", such as " + setting.example());
            }
        }
        return alertmanager.compareTo(channel.since()) >= 0
                ? Optional.empty()
                : Optional.of("Alertmanager " + alertmanager + " cannot serve it, " + channel.since()
                        + " and later can: put a newer one on the PATH");
    }

    /** A line for all channels that nobody asked for, and one for each that is not complete. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        List<String> unasked = new ArrayList<>();
        for (Channel channel : Channel.all()) {
            if (settings.value(channel.secret()).isEmpty()) {
                unasked.add(channel + " (" + channel.secret().file() + ")");
            } else {
                lacks(channel).ifPresent(why -> lines.add("alerts do not go to " + channel + ": " + why));
            }
        }
        if (!unasked.isEmpty()) {
            lines.add(
                    0,
                    "alerts are not sent to " + String.join(", ", unasked) + ": no such file in " + settings.folder());
        }
        return lines;
    }
}
