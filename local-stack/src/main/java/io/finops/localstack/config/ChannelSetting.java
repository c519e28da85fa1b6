package io.finops.localstack.config;

import java.util.regex.Pattern;

/**
 * One thing that a channel must be told.
 *
 * @param file its name in the secrets' folder
 * @param onlyAFile whether Alertmanager itself reads it from there; otherwise the environment variable of that name will do
 * @param meaning for a person who has to provide it
 * @param form what it looks like: Alertmanager would not start with something else, or fail at the first alert
 * @param example has that form
 */
public record ChannelSetting(String file, boolean onlyAFile, String meaning, Pattern form, String example) {
    static ChannelSetting secret(String file, String meaning, String form, String example) {
        return new ChannelSetting(file, true, meaning, Pattern.compile(form), example);
    }

    static ChannelSetting value(String file, String meaning, String form, String example) {
        return new ChannelSetting(file, false, meaning, Pattern.compile(form), example);
    }

    boolean accepts(String value) {
        return form.matcher(value).matches();
    }
}
