package io.finops.payments.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was asked for under a key: SHA-256 over the operation and its fields, so that the order of JSON members is of no account. */
public final class RequestHash {
    private final byte[] sha256;

    private RequestHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** Each field is preceded by its length, and an absent one is told from an empty one, so that no two requests look alike. */
    public static RequestHash of(String operation, @Nullable Object... fields) {
        StringBuilder text = new StringBuilder(operation);
        for (Object field : fields) {
            String value = field == null ? null : field.toString();
            text.append('|').append(value == null ? "-" : value.length() + ":" + value);
        }
        try {
            return new RequestHash(
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static RequestHash stored(byte[] sha256) {
        return new RequestHash(sha256.clone());
    }

    public byte[] bytes() {
        return sha256.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestHash that && Arrays.equals(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }
}
