package io.finops.costexporter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A secret that callers present, in a file that is read each time, so that it can be replaced while the service runs.
 *
 * @param file null where there is none
 * @param scheme {@code Bearer}, or {@code Basic} for a file that has {@code user:password}
 */
record AuthorizationFile(@Nullable Path file, String scheme) {
    boolean exists() {
        return file != null;
    }

    /** Whether the header has the secret; never where there is no file or nothing in it. */
    boolean admits(@Nullable String authorization) throws IOException {
        if (file == null || authorization == null) {
            return false;
        }
        byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        String shown = scheme.equals("Basic")
                ? Base64.getEncoder().encodeToString(secret)
                : new String(secret, StandardCharsets.UTF_8);
        return secret.length > 0
                && MessageDigest.isEqual(
                        (scheme + " " + shown).getBytes(StandardCharsets.UTF_8),
                        authorization.getBytes(StandardCharsets.UTF_8));
    }
}
