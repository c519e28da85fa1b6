package io.finops.costexporter.focus;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of an export, and what shows that it has changed.
 *
 * @param name with the folders it is in, parted by slashes
 * @param version empty where size and time say it all
 */
public record Exported(String name, String version, long size, Instant modified) {
    private static final List<Pattern> PERIODS = List.of(
            Pattern.compile("billing_period=(\\d{4})-(0[1-9]|1[0-2])"),
            Pattern.compile("(?<!\\d)(\\d{4})(0[1-9]|1[0-2])\\d{2}-\\d{8}(?!\\d)"),
            Pattern.compile("(?<!\\d)(\\d{4})-(0[1-9]|1[0-2])(?!\\d)"));

    /** The month that a folder or its own name tells, such as {@code 2026-11}; empty where none does. */
    public String period() {
        for (Pattern pattern : PERIODS) {
            Matcher match = pattern.matcher(name.toLowerCase(Locale.ROOT));
            if (match.find()) {
                return match.group(1) + "-" + match.group(2);
            }
        }
        return "";
    }

    /** Without its folders. */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The folders it is in, with the last slash. */
    String folder() {
        return name.substring(0, name.length() - fileName().length());
    }
}
