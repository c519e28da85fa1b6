package io.finops.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Termination;
import io.finops.localstack.supervisor.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, as it is run in the stack. */
class PostgresClusterTest {
    @TempDir
    static Path folder;

    @Test
    void servesAClusterThatAsksForAPassword() throws IOException {
        Path binaries = PostgresBinaries.unpack(folder.resolve("tools"));
        assertThat(PostgresBinaries.unpack(folder.resolve("tools"))).isEqualTo(binaries);
        PostgresCluster cluster = new PostgresCluster(binaries, folder.resolve("data"));
        cluster.provision("first", "the service's");
        cluster.provision("second, it's different", "the service's");
        int port = Ports.freePort();

        assertThat(cluster.serverCommand(port))
                .contains("fsync=on", "synchronous_commit=on", "listen_addresses=127.0.0.1");
        ProcessIdentity server = serve(cluster, port);
        assertThat(cluster.lockFile()).exists();
        Termination.end(server, "INT", Duration.ofSeconds(20));
        assertThat(server.isAlive()).isFalse();

        assertThat(folder.resolve("data/cluster/pg_hba.conf"))
                .content()
                .contains("scram-sha-256")
                .doesNotContainPattern("(?m)^(local|host).*trust");
    }

    private static ProcessIdentity serve(PostgresCluster cluster, int port) throws IOException {
        Process process = new ProcessBuilder(cluster.serverCommand(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(Probe.postgres(port, "payments").problem()).isEmpty());
        return ProcessIdentity.of(process.pid()).orElseThrow();
    }
}
