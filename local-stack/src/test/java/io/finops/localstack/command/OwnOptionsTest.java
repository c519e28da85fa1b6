package io.finops.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import io.finops.localstack.UsageException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OwnOptionsTest {
    private static final Map<String, String> KNOWN = Map.of("kills", "20");

    @Test
    void fillsInTheDefault() {
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of())).containsEntry("kills", "20");
    }

    @Test
    void acceptsBothSpellings() {
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of("--kills", "3"))).containsEntry("kills", "3");
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of("--kills=4"))).containsEntry("kills", "4");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> OwnOptions.parse("drill x", KNOWN, List.of("--kill", "3")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--kill")
                .hasMessageContaining("--kills");
        assertThatThrownBy(() -> OwnOptions.parse("drill x", KNOWN, List.of("--kills")))
                .hasMessageContaining("needs a value");
    }

    @Test
    void readsWholeNumbersOnly() {
        assertThat(OwnOptions.number(Map.of("kills", "3"), "kills")).isEqualTo(3);
        assertThatThrownBy(() -> OwnOptions.number(Map.of("kills", "some"), "kills"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--kills is not a whole number: some");
    }

    @Test
    void whatIsWrongOnTheCommandLineIsTheExitCodeTwo() {
        CommandLine line = LocalStackCommand.commandLine();
        line.addSubcommand("wrong", new Wrong()).setErr(new PrintWriter(Writer.nullWriter()));

        assertThat(line.execute("wrong")).isEqualTo(2);
        assertThat(line.execute("wrong", "--broken")).isEqualTo(1);
    }

    @Command
    private static final class Wrong implements Runnable {
        @Option(names = "--broken")
        private boolean broken;

        @Override
        public void run() {
            throw broken ? new StackException("something is broken") : new UsageException("there is no such thing");
        }
    }
}
