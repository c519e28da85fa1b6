package io.finops.rehearsal.deploy;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.process.Shell;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Secrets of the overlay {@code local}, from the generated files of this folder's stack. What the cluster has is kept. */
final class DemoSecrets {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Kubectl cluster;
    private final Secrets generated;

    DemoSecrets(Kubectl cluster, Secrets generated) {
        this.cluster = cluster;
        this.generated = generated;
    }

    void createMissing() {
        generated.generateMissing();
        String audit = generated.read("audit-token");
        Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
        secrets.put("payments-db-app", Map.of("username", "payments", "password", generated.read("database-password")));
        secrets.put(
                "payments-db-service",
                Map.of("username", "payments_service", "password", generated.read("database-service-password")));
        secrets.put("payments-merchants", Map.of("merchants", generated.read("merchants") + "\n"));
        secrets.put("demo-customer", Map.of("merchant-api-key", generated.read("merchant-api-key")));
        secrets.put("alert-audit", Map.of("audit-token", audit));
        // Further keys (slack-webhook-url, …) switch channels on, as files do elsewhere.
        secrets.put("alertmanager", Map.of("audit-token", audit));
        secrets.put(
                "grafana",
                Map.of(
                        "grafana-admin-password",
                        generated.read("grafana-admin-password"),
                        "grafana-secret-key",
                        generated.read("grafana-secret-key")));
        secrets.forEach(this::createIfMissing);
    }

    /** By standard input, so that no value stands in a list of processes. */
    private void createIfMissing(String name, Map<String, String> values) {
        if (cluster.object("secret/" + name).isPresent()) {
            return;
        }
        Map<String, Object> secret =
                Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", name), "stringData", values);
        Shell.Result result = cluster.run(LIMIT, Json.MAPPER.writeValueAsString(secret), "create", "-f", "-");
        if (!result.succeeded()) {
            throw new StackException("cannot create the Secret " + name + ": " + result.lastLine());
        }
    }
}
