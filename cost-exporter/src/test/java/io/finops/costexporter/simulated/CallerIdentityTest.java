package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.RequestMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Whose bill it is, asked of the simulator's STS. */
class CallerIdentityTest {
    private static final AwsCredentials LASTING = AwsBasicCredentials.create("AKIDLASTING", "secret");

    private static Simulator simulator;

    private final List<AwsOperation> asked = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void startSimulator() {
        simulator = new Simulator();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @Test
    void aLastingKeysAccountIsAskedForOnceAndRememberedOverRestarts() throws IOException {
        assertThat(identity(LASTING).known()).isEmpty();
        String account = identity(LASTING).resolve();

        assertThat(account).matches("\\d{12}");
        assertThat(identity(LASTING).known()).contains(account);
        assertThat(asked).containsExactly(AwsOperation.GET_CALLER_IDENTITY);
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
        assertThat(asked).isEmpty();

        Map<String, String> withKey = new HashMap<>(pod);
        withKey.put("AWS_ACCESS_KEY_ID", "AKIDLASTING");
        assertThat(identity(LASTING, withKey).known()).isEmpty();
    }

    private CallerIdentity identity(AwsCredentials credentials) {
        return identity(credentials, Map.of());
    }

    private CallerIdentity identity(AwsCredentials credentials, Map<String, String> environment) {
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        RequestMeter meter = new RequestMeter() {
            @Override
            public void acquire(AwsOperation operation) {
                asked.add(operation);
            }

            @Override
            public void ended(AwsOperation operation, Outcome outcome) {}
        };
        AwsClients clients =
                new AwsClients(provider, Region.US_EAST_1, simulator.uri(), Duration.ofSeconds(30), 1, meter);
        return new CallerIdentity(provider, clients.payer().sts(), folder.resolve("account"), environment);
    }
}
