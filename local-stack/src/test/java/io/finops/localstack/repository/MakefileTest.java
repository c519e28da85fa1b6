package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finops.localstack.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MakefileTest {
    @BeforeAll
    static void needsMake() {
        assumeTrue(make("--version").succeeded(), "make is not on the PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "pom.xml", "stack", "nonsense"})
    void aWordThatIsNoneFailsAlsoWhereAFileHasThatName(String word) {
        Shell.Result result = make(word);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("there is no word '" + word + "'");
    }

    @Test
    void helpNamesEveryWordAndIsWhatPlainMakeSays() {
        Shell.Result help = make("help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .contains("up", "down", "status", "test", "validate-config", "smoke-test", "check-dependencies")
                .contains("make logs", "make health", "make deploy");
        assertThat(make().output()).isEqualTo(help.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "test", "validate-config", "smoke-test", "check-dependencies"})
    void aWordIsTheStacks(String word) {
        assertThat(make("--dry-run", word).output()).isEqualTo("./stack " + word + "\n");
    }

    @Test
    void deployTakesItsEnvironment() {
        assertThat(make("--dry-run", "deploy", "ENV=staging").output()).isEqualTo("./stack deploy staging\n");
    }

    private static Shell.Result make(String... arguments) {
        List<String> command = new ArrayList<>(List.of("make", "--no-print-directory"));
        command.addAll(List.of(arguments));
        Path folder = RepositoryFiles.file("Makefile").resolveSibling("");
        return Shell.run(Duration.ofSeconds(30), folder, Map.of("LC_ALL", "C", "MAKEFLAGS", ""), "", command);
    }
}
