package io.finops.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVolumesTest {
    @TempDir
    Path root;

    @BeforeEach
    void mount() throws IOException {
        for (String volume :
                new String[] {"customer", "payments", "postgres", "audit", "alertmanager", "cost", "grafana"}) {
            Files.createDirectory(root.resolve(volume));
        }
    }

    @Test
    void givesWhatTwoShareToBothAndTheHashInsteadOfTheKey() throws IOException {
        Map<String, String> files = filled(Map.of());

        assertThat(files.get("customer/merchant-api-key")).matches("fo_[A-Za-z0-9_-]{43}");
        assertThat(files.get("payments/merchants"))
                .isEqualTo("mer_demo sha256:" + Secrets.sha256(files.getOrDefault("customer/merchant-api-key", ""))
                        + "\n");
        assertThat(files.get("payments/database-password")).isEqualTo(files.get("postgres/database-password"));
        assertThat(files.get("alertmanager/audit-token"))
                .isEqualTo(files.get("audit/audit-token"))
                .matches("[A-Za-z0-9_-]{43}");
        assertThat(files.keySet())
                .containsExactly(
                        "alertmanager/audit-token",
                        "audit/audit-token",
                        "cost/refresh-token",
                        "customer/merchant-api-key",
                        "grafana/grafana-admin-password",
                        "grafana/grafana-secret-key",
                        "payments/database-password",
                        "payments/database-service-password",
                        "payments/merchants",
                        "postgres/database-password");
    }

    @Test
    void changesNothingWhenTheStackStartsAgain() throws IOException {
        assertThat(filled(Map.of())).isEqualTo(filled(Map.of()));
    }

    @Test
    void takesAGivenValueAlsoLaterAndKeepsIt() throws IOException {
        filled(Map.of());

        Map<String, String> given = filled(Map.of("FINOPS_API_KEY", "fo_given", "GRAFANA_ADMIN_PASSWORD", "secret"));

        assertThat(given)
                .containsEntry("customer/merchant-api-key", "fo_given")
                .containsEntry("payments/merchants", "mer_demo sha256:" + Secrets.sha256("fo_given") + "\n")
                .containsEntry("grafana/grafana-admin-password", "secret");
        assertThat(filled(Map.of("FINOPS_API_KEY", ""))).isEqualTo(given);
    }

    @Test
    void hasAChannelAsLongAsItsSecretIsGiven() throws IOException {
        assertThat(filled(Map.of("SLACK_WEBHOOK_URL", "https://example.com/x")))
                .containsEntry("alertmanager/slack-webhook-url", "https://example.com/x");
        assertThat(filled(Map.of("SLACK_WEBHOOK_URL", ""))).doesNotContainKey("alertmanager/slack-webhook-url");
    }

    @Test
    void letsOnlyOwnerAndGroupRead() throws IOException {
        for (String name : filled(Map.of("PAGERDUTY_ROUTING_KEY", "r")).keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
                    .as(name)
                    .isEqualTo("r--r-----");
        }
    }

    private Map<String, String> filled(Map<String, String> environment) throws IOException {
        new SecretVolumes(root, environment).fill();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
