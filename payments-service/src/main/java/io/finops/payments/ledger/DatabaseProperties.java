package io.finops.payments.ledger;

import io.finops.payments.settings.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * PostgreSQL.
 *
 * @param passwordFile the password, alone in a file; without one the connection is made without a password
 * @param poolSize connections at most; they are held for single statements only, so that few serve many requests
 * @param reserved how many of them only what follows a charge may use: no crowd of new requests keeps the outcome of a
 *     charge from being recorded
 */
public record DatabaseProperties(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/payments")
        String url,

        @DefaultValue("payments") String username,
        @Nullable Path passwordFile,
        @DefaultValue("16") int poolSize,
        @DefaultValue("6") int reserved) {
    public DatabaseProperties {
        if (!url.startsWith("jdbc:postgresql:")) {
            // Not repeated: it may hold a password.
            throw new InvalidSetting("payments.database.url", "...", "jdbc:postgresql://host:port/database");
        }
        if (poolSize < 2 || poolSize > 200) {
            throw new InvalidSetting("payments.database.pool-size", poolSize, "2 to 200");
        }
        if (reserved < 1 || reserved >= poolSize) {
            throw new InvalidSetting("payments.database.reserved", reserved, "at least 1, and less than pool-size");
        }
    }

    /** The password from its file, or none. */
    @Nullable
    String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new InvalidSetting("payments.database.password-file", passwordFile, "a file that can be read", e);
        }
    }
}
