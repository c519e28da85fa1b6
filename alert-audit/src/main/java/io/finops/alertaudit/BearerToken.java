package io.finops.alertaudit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The shared secret that Alertmanager and readers present. Compared in constant time; never printed. */
final class BearerToken {
    private static final int SHORTEST = 16;
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    BearerToken(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException("the token must have at least " + SHORTEST + " characters");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    static BearerToken readFrom(Path file) throws IOException {
        return new BearerToken(Files.readString(file).strip());
    }

    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given);
    }

    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
