package io.finops.traffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(execute("--rps 5")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).startsWith("traffic-generator: ");
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
                "run --base-url http://127.0.0.1:1 --threshold p99",
                "run --base-url http://127.0.0.1:1 --threshold speed<3ms",
                "run --base-url http://127.0.0.1:1 --rates /does/not/exist.csv",
                "run --base-url http://127.0.0.1:1 --rates /dev/null",
                "run --base-url http://127.0.0.1:1 --rates /dev/null --rps 5",
                "run --base-url http://127.0.0.1:1 --profile zigzag",
                "run --base-url http://127.0.0.1:1 --profile spike --rps 500000",
                "run --base-url http://127.0.0.1:1 --verify --verify-rps 0",
                "run --base-url http://127.0.0.1:1 --retries 99",
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
