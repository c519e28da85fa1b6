package io.finops.payments.merchant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known API keys, as SHA-256 hashes. A line reads {@code mer_demo sha256:<64 hex digits>}, and ends in
 * {@code suspended} for a key that is known and refused; several lines may name one merchant; {@code #} begins a
 * comment. Immutable.
 */
public final class ApiKeys {
    private final List<Entry> entries;

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** What a key is worth. */
    public sealed interface Verdict {}

    public record Known(Merchant merchant) implements Verdict {}

    public record Suspended() implements Verdict {}

    public record Unknown() implements Verdict {}

    private static final class Entry {
        final Merchant merchant;
        final byte[] sha256;
        final boolean suspended;

        Entry(Merchant merchant, byte[] sha256, boolean suspended) {
            this.merchant = merchant;
            this.sha256 = sha256;
            this.suspended = suspended;
        }
    }

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
        String[] words = line.split("\\s+", -1);
        boolean suspended = words.length == 3 && words[2].equals("suspended");
        if ((words.length == 2 || suspended) && words[1].startsWith("sha256:")) {
            try {
                byte[] hash = HexFormat.of().parseHex(words[1].substring("sha256:".length()));
                if (hash.length == 32) {
                    return new Entry(new Merchant(words[0]), hash, suspended);
                }
            } catch (IllegalArgumentException e) {
                throw malformed(number, e);
            }
        }
        throw malformed(number, null);
    }

    private static IllegalArgumentException malformed(int number, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "line " + number + " of the merchants file does not read 'mer_<id> sha256:<64 hex digits> [suspended]'",
                cause);
    }

    public int size() {
        return entries.size();
    }

    /** Compares with every entry in constant time, so that how long it takes says nothing about the keys. */
    public Verdict check(String apiKey) {
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
        return match.suspended ? new Suspended() : new Known(match.merchant);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
