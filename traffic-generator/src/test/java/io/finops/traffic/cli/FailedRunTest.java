package io.finops.traffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Whole runs in which something is wrong end with an exit code of their own, and say what. */
class FailedRunTest {
    private final StringWriter errors = new StringWriter();
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>Prometheus</html>, is --base-url the payments service?",
        "202, '{\"id\":\"pay_1\",\"status\":\"pending\"}', card gateway",
        "302, /elsewhere, set --base-url to where it points (/elsewhere)",
        "401, {}, no API key was sent",
        "403, {}, no API key was sent",
        "404, no such page, is --base-url the payments service?",
        "429, {}, lower --rps",
        "500, '{\"detail\":\"out of order\"}', out of order",
    })
    void aRunInWhichNothingSucceededFailsAndSaysWhatWasAnswered(int status, String body, String advice)
            throws InterruptedException {
        answer(status, body);

        assertThat(run("")).isEqualTo(ExitCode.NOTHING_SUCCEEDED);
        assertThat(reason(0)).contains("answered " + status).contains(advice);
        assertThat(summary().path("httpStatuses").path(String.valueOf(status)).asLong())
                .isPositive();
        assertThat(summary().path("verdict").path("passed").asBoolean()).isFalse();
    }

    @Test
    void aRefusedKeyIsNamedByItsFile() throws IOException, InterruptedException {
        answer(401, "{}");
        Path key = Files.writeString(folder.resolve("key"), "fo_wrong");

        assertThat(run("--api-key-file " + key)).isEqualTo(ExitCode.NOTHING_SUCCEEDED);
        assertThat(reason(0)).contains("the API key from the file " + key).doesNotContain("fo_wrong");
    }

    @Test
    void verifyingNothingFails() throws InterruptedException {
        // Approved, but without an id that could be looked up.
        answer(201, "{\"status\":\"approved\"}");

        assertThat(run("--verify")).isEqualTo(ExitCode.MONEY);
        assertThat(reason(0)).contains("no payment was acknowledged");
        assertThat(summary().path("money").path("acknowledged").asLong()).isZero();
    }

    @Test
    void aFullDiskEndsNeitherTheRunNorTheSummary() throws IOException, InterruptedException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Path output = Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(output.resolve("load_samples.csv"), full);
        try (StubServer payments = StubServer.start(0, StubAnswers::new)) {
            assertThat(execute(payments.url(), "")).isEqualTo(ExitCode.FAULT);
        }
        assertThat(errors.toString()).contains("are incomplete", "No space left on device");
        assertThat(summary().path("requests").path("answered").asLong()).isEqualTo(50);
        assertThat(summary().path("verdict").path("exitCode").asInt()).isEqualTo(ExitCode.FAULT);
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Location", body);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private int run(String options) {
        return execute("http://127.0.0.1:" + server.getAddress().getPort(), options);
    }

    private int execute(String url, String options) {
        CommandLine command = CommandLines.trafficGenerator();
        command.setErr(new PrintWriter(errors, true));
        String line = "run --base-url " + url + " --output-dir " + folder.resolve("out")
                + " --quiet --rps 50 --duration 1 --retries 0 --duplicates 0 " + options;
        return command.execute(line.strip().split(" "));
    }

    private String reason(int index) {
        return summary().path("verdict").path("reasons").get(index).asString();
    }

    private JsonNode summary() {
        return new ObjectMapper().readTree(folder.resolve("out").resolve("load_summary.json"));
    }
}
