package io.finops.payments.merchant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known API keys, as SHA-256 hashes. A line reads {@code mer_demo sha256:<64 hex digits>}, and can go on with
 * {@code read} for a key that may only read, {@code until=2027-01-31T00:00:00Z} for the time from which it is worth nothing,
 * and {@code suspended} for one that is known and refused. Several lines may name one merchant, so that a key is rotated by
 * adding the new one before the old one goes; {@code #} begins a comment. Immutable.
 */
public final class ApiKeys {
    private final List<Entry> entries;

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** What a key is worth. */
    public sealed interface Verdict {}

    /**
     * Valid.
     *
     * @param fingerprint the beginning of the key's hash, to tell a merchant's keys apart
     */
    public record Known(Merchant merchant, boolean mayWrite, String fingerprint) implements Verdict {}

    public record Expired() implements Verdict {}

    public record Suspended() implements Verdict {}

    public record Unknown() implements Verdict {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    private record Entry(Known known, byte[] sha256, boolean suspended, Instant until) {}

    /**
     * Parses the file's lines.
     *
     * @throws IllegalArgumentException naming the line, never its content
     */
    public static ApiKeys parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").trim();
            if (!line.isEmpty()) {
                entries.add(parseLine(line, i + 1));
            }
        }
        return new ApiKeys(entries);
    }

    private static Entry parseLine(String line, int number) {
        List<String> words = List.of(line.split("\\s+", -1));
        if (words.size() < 2 || !words.get(1).startsWith("sha256:")) {
            throw malformed(number, null);
        }
        boolean suspended = false;
        boolean mayWrite = true;
        Instant until = Instant.MAX;
        try {
            byte[] hash = HexFormat.of().parseHex(words.get(1).substring("sha256:".length()));
            if (hash.length != 32) {
                throw malformed(number, null);
            }
            for (String word : words.subList(2, words.size())) {
                if (word.equals("suspended")) {
                    suspended = true;
                } else if (word.equals("read")) {
                    mayWrite = false;
                } else if (word.startsWith("until=")) {
                    until = Instant.parse(word.substring("until=".length()));
                } else {
                    throw malformed(number, null);
                }
            }
            String fingerprint = HexFormat.of().formatHex(hash, 0, 4);
            return new Entry(new Known(new Merchant(words.get(0)), mayWrite, fingerprint), hash, suspended, until);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed(number, e);
        }
    }

    private static IllegalArgumentException malformed(int number, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "line " + number
                        + " of the merchants file does not read 'mer_<id> sha256:<64 hex digits> [read] [until=<time>]"
                        + " [suspended]'",
                cause);
    }

    public int size() {
        return entries.size();
    }

    /** Compares with every entry in constant time, so that how long it takes says nothing about the keys. */
    public Verdict check(String apiKey, Instant now) {
        byte[] hash = sha256(apiKey);
        @Nullable Entry match = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.sha256, hash)) {
                match = entry;
            }
        }
        if (match == null) {
            return new Unknown();
        }
        if (match.suspended) {
            return new Suspended();
        }
        return now.isBefore(match.until) ? match.known : new Expired();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
