package io.finops.payments.ledger;

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
            throw new IllegalArgumentException("payments.database.url: expected jdbc:postgresql://host:port/database");
        }
        if (poolSize < 1 || poolSize > 200) {
            throw new IllegalArgumentException("payments.database.pool-size=" + poolSize + ": expected 1 to 200");
        }
    }
}
