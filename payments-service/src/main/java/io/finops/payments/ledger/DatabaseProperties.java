package io.finops.payments.ledger;

import io.finops.payments.settings.InvalidSetting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * PostgreSQL.
 *
 * @param passwordFile the password, alone in a file; without one the connection is made without a password
 * @param poolSize connections at most; they are held for single statements only, so that few serve many requests
 */
public record DatabaseProperties(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/payments")
        String url,

        @DefaultValue("payments") String username,
        @Nullable Path passwordFile,
        @DefaultValue("16") int poolSize) {
    public DatabaseProperties {
        if (!url.startsWith("jdbc:postgresql:")) {
            // Not repeated: it may hold a password.
            throw new InvalidSetting("payments.database.url", "...", "jdbc:postgresql://host:port/database");
        }
        if (poolSize < 1 || poolSize > 200) {
            throw new InvalidSetting("payments.database.pool-size", poolSize, "1 to 200");
        }
    }
}
