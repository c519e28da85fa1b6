package io.finops.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.command.LocalStackCommand;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** {@code ./stack} itself, which decides by the word what is built first. This module has every word on its class path. */
class StackScriptTest {
    private static final Path SCRIPT = Checkout.root().resolve("stack");

    @Test
    void knowsEveryWord() throws IOException {
        String script = Files.readString(SCRIPT);
        assertThat(words())
                .contains("up", "drill", "bench")
                .allSatisfy(word -> assertThat(script)
                        .containsPattern(Pattern.compile("(?m)^  (?:\\S+ \\| )*" + word + "(?: \\| \\S+)*\\)")));
    }

    @Test
    void buildsNothingForAWordThatIsNone() {
        Shell.Result result =
                Shell.run(Duration.ofMinutes(1), Checkout.root(), Map.of(), "", List.of(SCRIPT.toString(), "upp"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output().strip()).isEqualTo("stack: there is no word 'upp'; ./stack help lists them");
    }

    private static List<String> words() {
        Stream<Class<?>> own = Arrays.stream(
                LocalStackCommand.class.getAnnotation(Command.class).subcommands());
        Stream<Class<?>> brought = ServiceLoader.load(StackWord.class).stream().map(ServiceLoader.Provider::type);
        return Stream.concat(own, brought)
                .map(type -> type.getAnnotation(Command.class))
                .filter(command -> !command.hidden())
                .map(Command::name)
                .toList();
    }
}
