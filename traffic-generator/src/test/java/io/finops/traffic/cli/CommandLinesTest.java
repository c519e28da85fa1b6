package io.finops.traffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    @Test
    void withoutArgumentsItShowsItsUsage() {
        assertThat(execute()).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).startsWith("Usage: traffic-generator").contains("run", "continuous", "help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "help run", "run --help", "continuous -h", "--version", "run -V"})
    void answersHelpAndVersionOnStandardOutput(String line) {
        assertThat(execute(line.split(" "))).isZero();
        assertThat(output.toString()).contains("traffic-generator");
        assertThat(output.toString().lines()).allMatch(text -> text.length() <= 100);
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "run --durtion 3, --duration",
        "run --durtion=3, --duration",
        "run --api-key, --api-key-file",
        "run --worker 3, --workers",
        "continuous --metric-port 1, --metrics-port",
    })
    void suggestsWhatWasMeant(String line, String meant) {
        assertThat(execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .containsPattern("did you mean .*" + meant + "( or .*)?\\?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnu", "continous --rps 3", "--rps 5"})
    void namesTheCommandsWhenThereIsNoneOfThatName(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .contains("the commands are run, continuous, help")
                .doesNotContain("stub-server");
    }

    @Test
    void takesThePaymentsServiceOfThisMachineByDefault() {
        assertThat(parsed("run").target.target().base()).hasToString("http://localhost:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--connections", "--workers"})
    void connectionsAreCalledWorkersToo(String name) {
        assertThat(parsed("run", name, "7").pace.connections).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "run --base-url http://127.0.0.1:1 --verify --verify-sample 0",
                "run --base-url http://127.0.0.1:1 --rps max --threshold p99<3ms",
                "run --base-url http://127.0.0.1:1 --api-key-file /dev/null",
                "continuous --base-url http://127.0.0.1:1 --metrics-port 70000",
                "continuous --base-url http://127.0.0.1:1 --metrics-port -1",
                "continuous --base-url http://127.0.0.1:1 --host no-such-host.invalid",
                "--rps 5",
                "run --base-url http://127.0.0.1:1 --retries 99",
                "run --base-url http://127.0.0.1:1 --duplicates 150%",
                "run --base-url http://127.0.0.1:1 --currencies XYZ:1",
                "run --base-url http://127.0.0.1:1 --currencies USD:-1",
                "run --base-url http://127.0.0.1:1 --api-key-file /does/not/exist",
            })
    void badInputIsOneLineAndTheCodeOfMisuse(String line) {
        int code = execute(line.split(" "));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines()).hasSize(1);
    }

    private static RunCommand parsed(String... arguments) {
        return (RunCommand) CommandLines.trafficGenerator()
                .parseArgs(arguments)
                .subcommand()
                .commandSpec()
                .userObject();
    }

    private int execute(String... arguments) {
        CommandLine command = CommandLines.trafficGenerator();
        command.setErr(new PrintWriter(errors, true));
        command.setOut(new PrintWriter(output, true));
        return command.execute(arguments);
    }
}
