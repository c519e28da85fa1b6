package io.finops.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteExpectationTest {
    @TempDir
    Path folder;

    @Test
    void readsLabelsAndReceivers() throws IOException {
        assertThat(RouteExpectation.read(table("# who\n\nalertname=A severity=critical => audit,page\n")))
                .containsExactly(new RouteExpectation(List.of("alertname=A", "severity=critical"), "audit,page"));
    }

    @Test
    void refusesALineWithoutReceivers() throws IOException {
        Path table = table("alertname=A =>\n");
        assertThatThrownBy(() -> RouteExpectation.read(table))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("alertname=A");
    }

    @Test
    void refusesATableThatExpectsNothing() throws IOException {
        Path table = table("# nothing\n");
        assertThatThrownBy(() -> RouteExpectation.read(table)).isInstanceOf(StackException.class);
    }

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("routes.txt"), text);
    }
}
