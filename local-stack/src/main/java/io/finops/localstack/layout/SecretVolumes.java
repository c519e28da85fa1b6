package io.finops.localstack.layout;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The secrets of a stack in containers: one folder, a volume of its own, per consumer, so that nobody can read what is meant for somebody else.
 *
 * @param environment a value that is given here (see {@code .env.example}) wins over a generated one, also later; an empty one is not given
 */
public record SecretVolumes(Path root, Map<String, String> environment) {
    private static final List<String> CHANNELS =
            List.of("TELEGRAM_BOT_TOKEN", "SLACK_WEBHOOK_URL", "PAGERDUTY_ROUTING_KEY", "DEAD_MANS_SWITCH_URL");

    /** Leaves alone what is there, so that a restart changes no password. */
    public void fill() {
        try {
            String apiKey = secret("customer/merchant-api-key", given("FINOPS_API_KEY"), Secrets::randomApiKey);
            put("payments/merchants", Secrets.merchantsLine(apiKey) + "\n");
            // PostgreSQL keeps the password of its first start, so this one is never replaced.
            put("payments/database-password", secret("postgres/database-password", "", Secrets::random));
            // The service's own role, which its first migration creates.
            secret("payments/database-service-password", "", Secrets::random);
            put("alertmanager/audit-token", secret("audit/audit-token", "", Secrets::random));
            secret("cost/refresh-token", "", Secrets::random);
            secret("grafana/grafana-admin-password", given("GRAFANA_ADMIN_PASSWORD"), Secrets::random);
            secret("grafana/grafana-secret-key", "", Secrets::random);
            for (String channel : CHANNELS) {
                channel(channel);
            }
        } catch (IOException e) {
            throw new StackException("cannot write the secrets to " + root + ": " + e, e);
        }
    }

    /** A channel for alerts is there as long as its secret is given. */
    private void channel(String name) throws IOException {
        String file = "alertmanager/" + name.toLowerCase(Locale.ROOT).replace('_', '-');
        if (given(name).isEmpty()) {
            Files.deleteIfExists(root.resolve(file));
        } else {
            put(file, given(name));
        }
    }

    private String given(String name) {
        return environment.getOrDefault(name, "");
    }

    private String secret(String file, String given, Supplier<String> generated) throws IOException {
        Path path = root.resolve(file);
        String present = Files.exists(path) ? Files.readString(path) : "";
        String value = !given.isEmpty() ? given : !present.isEmpty() ? present : generated.get();
        if (!value.equals(present)) {
            put(file, value);
        }
        return value;
    }

    /** Whole or not at all, for its owner and its group to read; without a newline, because some readers keep it. */
    private void put(String file, String value) throws IOException {
        Path path = root.resolve(file);
        Path next = Files.createTempFile(
                path.getParent(),
                ".next",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, value);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("r--r-----"));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
