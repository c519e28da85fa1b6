package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Whose bill it is, asked of the simulator's STS. */
class CallerIdentityTest {
    private static final AwsCredentials LASTING = AwsBasicCredentials.create("AKIDLASTING", "secret");

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    private final PrometheusRegistry registry = new PrometheusRegistry();

    @TempDir
    Path folder;

    private MeteredRequests requests;

    @BeforeEach
    void countRequests() {
        RequestBudget budget = new RequestBudget(folder.resolve("requests"), 10, 0, Clock.systemUTC());
        requests = new MeteredRequests(budget, false, registry);
    }

    @Test
    void aLastingKeysAccountIsAskedForOnceAndRememberedOverRestarts() throws IOException {
        assertThat(identity(LASTING).known()).isEmpty();
        String account = identity(LASTING).resolve();

        assertThat(account).matches("\\d{12}");
        assertThat(identity(LASTING).known()).contains(account);
        assertThat(asked()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("account"))).doesNotContain("AKIDLASTING", "secret");
    }

    @Test
    void anotherKeyIsNotTakenForTheRememberedOne() {
        String unused = identity(LASTING).resolve();

        assertThat(identity(AwsBasicCredentials.create("AKIDOTHER", "secret")).known())
                .isEmpty();
    }

    @Test
    void credentialsThatExpireAreNotRemembered() {
        AwsCredentials session = AwsSessionCredentials.create("ASIASIM999900001111", "secret", "token");

        assertThat(identity(session).resolve()).isEqualTo("999900001111");
        assertThat(identity(session).known()).isEmpty();
        assertThat(folder.resolve("account")).doesNotExist();
    }

    @Test
    void aWebIdentitysAccountIsInTheNameOfItsRole() {
        Map<String, String> pod = Map.of(
                "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/finops/exporter",
                "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/token");
        AwsCredentials session = AwsSessionCredentials.create("ASIASIM999900001111", "secret", "token");

        assertThat(identity(session, pod).known()).contains("123456789012");
        assertThat(asked()).isZero();

        Map<String, String> withKey = new HashMap<>(pod);
        withKey.put("AWS_ACCESS_KEY_ID", "AKIDLASTING");
        assertThat(identity(LASTING, withKey).known()).isEmpty();
    }

    private CallerIdentity identity(AwsCredentials credentials) {
        return identity(credentials, Map.of());
    }

    private CallerIdentity identity(AwsCredentials credentials, Map<String, String> environment) {
        Credentials provider = new Credentials(StaticCredentialsProvider.create(credentials));
        ExporterProperties.Aws aws =
                new ExporterProperties.Aws(SIMULATOR.uri(), "us-east-1", Duration.ofSeconds(30), 200, null, List.of());
        AwsClients clients = new AwsClients(provider, aws, 1, requests, OpenTelemetry.noop());
        return clients.caller(folder.resolve("account"), environment);
    }

    /** How often STS was asked. */
    private double asked() {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("cost_exporter_aws_requests"))
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(point -> AwsOperation.GET_CALLER_IDENTITY
                        .operation()
                        .equals(point.getLabels().get("operation")))
                .mapToDouble(point -> ((CounterSnapshot.CounterDataPointSnapshot) point).getValue())
                .sum();
    }
}
