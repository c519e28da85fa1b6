package io.finops.rehearsal.alerttest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Alertmanager says in its log of a notification that failed. Only this names the receiver and the other side's own words. */
final class AlertmanagerLog {
    private static final Pattern ERROR = Pattern.compile("\\berr=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");
    /** Telegram's address has the bot's token in it, and Alertmanager writes it into its log. */
    private static final Pattern TOKEN = Pattern.compile("bot\\d+:[^/\\s\"]+");

    private final Path file;
    private final long begin;

    /** Reads from the present end of the file on; one that is not there says nothing. */
    AlertmanagerLog(Path file) {
        this.file = file;
        this.begin = file.toFile().length();
    }

    boolean exists() {
        return Files.exists(file);
    }

    Optional<String> errorOf(String receiver) {
        List<String> lines = newLines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher error = ERROR.matcher(lines.get(i));
            if (lines.get(i).contains(receiver) && error.find()) {
                String text = error.group(1) == null ? error.group(2) : error.group(1);
                return Optional.of(readable(text));
            }
        }
        return Optional.empty();
    }

    /** The innermost cause, without what Alertmanager puts before it, in one line. */
    static String readable(String error) {
        String text = error.replace("\\\"", "\"").replace("\\n", " ");
        text = text.replaceFirst("^.*?(?:attempts|attempt): ", "").replace("channel \"\": ", "");
        return TOKEN.matcher(text).replaceAll("bot<token>");
    }

    private List<String> newLines() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            // A log that has been rotated meanwhile is read from its beginning.
            long from = log.length() < begin ? 0 : begin;
            byte[] bytes = new byte[(int) Math.min(log.length() - from, 1 << 20)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
