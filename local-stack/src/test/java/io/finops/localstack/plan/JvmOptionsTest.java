package io.finops.localstack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.supervisor.StubServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "supervisor",
                "payments-service",
                "cost-exporter",
                "simulators",
                "alert-audit",
                "traffic-generator",
                "report"
            })
    void everyComponentHasAHeapLimitAndEndsWhenItIsOutOfMemory(String component) {
        assertThat(new JvmOptions(Map.of()).of(component))
                .contains("-XX:+ExitOnOutOfMemoryError")
                .anyMatch(option -> option.matches("-Xmx\\d+m"));
    }

    @Test
    void optionsOfTheEnvironmentReplaceTheTablesAndNotTheEndWhenOutOfMemory() {
        assertThat(new JvmOptions(Map.of("ALERT_AUDIT_JAVA_OPTS", " -Xmx1g  -Da=b ")).of("alert-audit"))
                .containsExactly("-XX:+ExitOnOutOfMemoryError", "-Xmx1g", "-Da=b");
    }

    @Test
    void aProcessOfWhichOneThreadRunsOutOfMemoryEnds(@TempDir Path folder) throws Exception {
        int port = Ports.freePort();
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(new JvmOptions(Map.of()).of("alert-audit"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StubServer.class.getName()));
        command.add(String.valueOf(port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> !process.isAlive()
                            || Probe.http(port, "/").problem().isEmpty());
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            ask("http://127.0.0.1:" + port + "/out-of-memory");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void ask(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
    }
}
