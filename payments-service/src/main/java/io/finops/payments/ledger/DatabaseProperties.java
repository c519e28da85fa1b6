package io.finops.payments.ledger;

import io.finops.payments.settings.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * PostgreSQL. The service needs no right to change the schema: with an owner, migrations run as that role, and the service's
 * is granted what it does and nothing else. Without one, the service's own role owns the schema.
 *
 * @param username the service's role; the owner creates it if it does not exist and the owner may
 * @param passwordFile the password, alone in a file; without one the connection is made without a password
 * @param ownerUsername the role that owns the schema and migrates it
 * @param ownerPasswordFile its password
 * @param poolSize connections at most; they are held for single statements only, so that few serve many requests
 * @param reserved how many of them only what follows a charge may use: no crowd of new requests keeps the outcome of a
 *     charge from being recorded
 */
public record DatabaseProperties(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/payments")
        String url,

        @DefaultValue("payments") String username,
        @Nullable Path passwordFile,
        @Nullable String ownerUsername,
        @Nullable Path ownerPasswordFile,
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
        if (username.equals(ownerUsername)) {
            throw new InvalidSetting("payments.database.owner-username", ownerUsername, "another role than username");
        }
    }

    /** Who signs in, and with what. */
    record Login(String username, @Nullable String password) {}

    Login service() {
        return new Login(username, read("payments.database.password-file", passwordFile));
    }

    /** The role that the schema belongs to. */
    Login owner() {
        return ownerUsername == null
                ? service()
                : new Login(ownerUsername, read("payments.database.owner-password-file", ownerPasswordFile));
    }

    private static @Nullable String read(String property, @Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidSetting(property, file, "a file that can be read", e);
        }
    }
}
