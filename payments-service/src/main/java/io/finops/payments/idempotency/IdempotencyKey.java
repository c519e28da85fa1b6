package io.finops.payments.idempotency;

import java.util.Optional;

/** A client's name for one intended request: 1 to 255 visible ASCII characters. */
public record IdempotencyKey(String value) {
    public static final int MAX_LENGTH = 255;

    public IdempotencyKey {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e)
                || value.isBlank()) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    /**
     * Reads the header: a quoted string as in RFC 8941 (the IETF draft's form), or the bare characters without
     * spaces, quotes and commas. {@code "abc"} and {@code abc} are the same key.
     */
    public static Optional<IdempotencyKey> parse(String header) {
        String text = header.trim();
        Optional<String> value = text.startsWith("\"") ? unquote(text) : bare(text);
        return value.filter(v -> !v.isBlank() && v.length() <= MAX_LENGTH).map(IdempotencyKey::new);
    }

    private static Optional<String> bare(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c <= 0x7e && c != '"' && c != ',')
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<String> unquote(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1 ? Optional.of(value.toString()) : Optional.empty();
            }
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '"' && text.charAt(i) != '\\')) {
                    return Optional.empty();
                }
                c = text.charAt(i);
            }
            if (c < 0x20 || c > 0x7e) {
                return Optional.empty();
            }
            value.append(c);
        }
        return Optional.empty();
    }
}
