package io.finops.localstack.config;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a person set: an environment variable ({@code TELEGRAM_CHAT_ID}), or the file of that name in lower case with hyphens in the
 * secrets' folder ({@code telegram-chat-id}). An empty one counts as none.
 */
final class Settings {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s'\"]+");

    /** Where the channels are reached unless somebody names another address: a proxy, or a Telegram bot server of one's own. */
    private static final Map<String, String> PUBLIC_ADDRESSES = Map.of(
            "TELEGRAM_API_URL", "https://api.telegram.org",
            "PAGERDUTY_URL", "https://events.pagerduty.com/v2/enqueue");

    private final Path folder;
    private final Function<String, Optional<String>> environment;

    Settings(Path folder, Function<String, Optional<String>> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    static Settings of(Path folder) {
        return new Settings(folder, name -> Optional.ofNullable(System.getenv(name)));
    }

    Path folder() {
        return folder;
    }

    /** A setting by its placeholder's name. */
    Optional<String> value(String name) {
        Optional<String> value = environment
                .apply(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> inFile(name.toLowerCase(Locale.ROOT).replace('_', '-')))
                .or(() -> Optional.ofNullable(PUBLIC_ADDRESSES.get(name)));
        if (PUBLIC_ADDRESSES.containsKey(name)) {
            value.filter(text -> !ADDRESS.matcher(text).matches()).ifPresent(text -> {
                throw new StackException(name + " is not an address (https://…): " + text);
            });
        }
        return value;
    }

    Optional<String> value(ChannelSetting setting) {
        return setting.onlyAFile()
                ? inFile(setting.file())
                : value(setting.file().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private Optional<String> inFile(String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
