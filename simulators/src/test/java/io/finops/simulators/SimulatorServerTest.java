package io.finops.simulators;

import static io.finops.simulators.RunningSimulators.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class SimulatorServerTest {
    private static final RunningSimulators SIMULATORS = RunningSimulators.start();

    @AfterEach
    void realTime() {
        SIMULATORS.delete("/clock");
    }

    @AfterAll
    static void stop() {
        SIMULATORS.close();
    }

    @Test
    void saysThatItIsASimulator() {
        HttpResponse<String> response = SIMULATORS.get("/simulator");
        assertThat(json(response).path("simulator").stringValue()).isEqualTo("finops-observability");
        assertThat(response.headers().firstValue("X-Simulated")).hasValue("true");
        assertThat(json(SIMULATORS.get("/health")).path("status").stringValue()).isEqualTo("UP");
    }

    @Test
    void publishesRequestsByOutcomeFromZero() {
        assertThat(SIMULATORS.get("/metrics").body())
                .contains("simulator_requests_total{outcome=\"approved\",part=\"card-gateway\"} 0.0")
                .contains("simulator_fault_active{fault=\"gateway-down\"} 0.0");
    }

    @Test
    void theClockCanBeSetAdvancedAndReset() {
        SIMULATORS.put("/clock", "{\"now\":\"2026-11-20T00:00:00Z\"}");
        JsonNode advanced = json(SIMULATORS.put("/clock", "{\"advance\":\"PT6H\"}"));
        assertThat(advanced.path("now").stringValue()).isEqualTo("2026-11-20T06:00:00Z");
        assertThat(advanced.path("set").booleanValue()).isTrue();
        assertThat(json(SIMULATORS.delete("/clock")).path("set").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"now\":\"yesterday\"}",
                "{\"advance\":\"6h\"}",
                "{\"now\":\"9999-01-01T00:00:00Z\"}",
                "{\"now\":\"2026-11-20T00:00:00Z\",\"advance\":\"PT6H\"}"
            })
    void refusesClocksItCannotRead(String body) {
        assertThat(SIMULATORS.put("/clock", body).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsTheTruthOfADayAndWhetherAwsShowsIt() {
        SIMULATORS.put("/clock", "{\"now\":\"2026-11-20T00:00:00Z\"}");
        JsonNode truth = json(SIMULATORS.get("/bill/truth?from=2026-11-10&to=2026-11-20"));
        assertThat(truth.path("simulated").booleanValue()).isTrue();
        assertThat(truth.path("days")).hasSize(10);
        assertThat(truth.at("/days/0/finalNow").booleanValue()).isTrue();
        assertThat(truth.at("/days/9/finalNow").booleanValue()).isFalse();
        assertThat(truth.at("/days/0/totals").propertyNames())
                .containsExactly("unblended", "amortized", "net_unblended", "net_amortized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bill/truth",
                "/bill/truth?from=2026-11-10",
                "/bill/truth?from=x&to=y",
                "/bill/truth?from=2026-11-20&to=2026-11-10",
                "/bill/truth?from=2000-11-20&to=2026-11-10"
            })
    void refusesPeriodsThatAreNone(String path) {
        assertThat(SIMULATORS.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void unknownPathsAreNotFound() {
        assertThat(SIMULATORS.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(SIMULATORS.delete("/simulator").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "--port=70000, 2, --port is 70000",
        "--port=many, 2, Invalid value for option '--port'",
        "--gateway-latency=soon, 2, 'must be realistic, zero'",
        "--seeds=1, 2, Unknown option"
    })
    void aWrongCommandLineIsOneLine(String argument, int code, String message) {
        assertFailure(code, message, argument);
    }

    @Test
    void aTakenPortIsOneLine() {
        int taken = SIMULATORS.uri("/").getPort();
        assertFailure(1, "cannot listen on 127.0.0.1:" + taken, "--port=" + taken);
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertFailure(1, "cannot be written", "--port=0", "--data-dir=" + file);
    }

    @Test
    void aDataFolderInUseIsOneLine(@TempDir Path folder) {
        try (RunningSimulators running = RunningSimulators.start("zero", folder)) {
            assertThat(running.uri("/")).isNotNull();
            assertFailure(1, "in use by another", "--port=0", "--data-dir=" + folder);
        }
    }

    private static void assertFailure(int code, String message, String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine commandLine = SimulatorsCommand.commandLine().setErr(new PrintWriter(error));
        assertThat(commandLine.execute(arguments)).isEqualTo(code);
        assertThat(error.toString()).contains(message);
        assertThat(error.toString().lines()).hasSize(1);
    }
}
