package io.finops.traffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void runsAgainstAServerThatAnswers() throws InterruptedException {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            int code = execute("run --base-url " + server.url() + " --rps 100 --duration 1 --workers 5");

            assertThat(errors.toString()).isEmpty();
            assertThat(code).isEqualTo(ExitCode.PASSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --base-url nonsense",
                "run --base-url http://user@127.0.0.1",
                "run --base-url https://127.0.0.1",
                "run --base-url http://8.8.8.8",
                "run --base-url http://127.0.0.1:70000",
                "run --base-url http://no-such-host.invalid",
                "run --base-url http://127.0.0.1:1 --rps 0",
                "run --base-url http://127.0.0.1:1 --rps -3",
                "run --base-url http://127.0.0.1:1 --rps NaN",
                "run --base-url http://127.0.0.1:1 --rps 1e12",
                "run --base-url http://127.0.0.1:1 --duration -1",
                "run --base-url http://127.0.0.1:1 --duration soon",
                "run --base-url http://127.0.0.1:1 --workers 0",
                "run --base-url http://127.0.0.1:1 --duplicates 150%",
                "run --base-url http://127.0.0.1:1 --currencies XYZ:1",
                "run --base-url http://127.0.0.1:1 --currencies USD:-1",
                "run --base-url http://127.0.0.1:1 --api-key-file /does/not/exist",
            })
    void badInputIsOneLineAndTheCodeOfMisuse(String line) {
        int code = execute(line);

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines()).hasSize(1);
    }

    private int execute(String line) {
        CommandLine command = CommandLines.trafficGenerator();
        command.setErr(new PrintWriter(errors, true));
        return command.execute(line.split(" "));
    }
}
