package io.finops.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void generatesAnApiKeyAndTheHashThatThePaymentsServiceReads() {
        Secrets secrets = new Secrets(folder);
        secrets.generateMissing();
        String key = secrets.read("merchant-api-key");
        assertThat(key).matches("fo_[A-Za-z0-9_-]{43}");
        assertThat(secrets.read("merchants")).isEqualTo("mer_demo sha256:" + Secrets.sha256(key));
    }

    @Test
    void keepsWhatExists() {
        Secrets secrets = new Secrets(folder);
        secrets.generateMissing();
        String token = secrets.read("audit-token");
        secrets.generateMissing();
        assertThat(secrets.read("audit-token")).isEqualTo(token);
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        Secrets secrets = new Secrets(folder);
        secrets.generateMissing();
        for (String name : new String[] {
            "merchant-api-key", "merchants", "database-password", "database-service-password", "refresh-token"
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }
}
