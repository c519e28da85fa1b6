package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusBoardTest {
    private static final Component SERVICE =
            Component.of("service", "http://127.0.0.1:9", 9, List.of("service"), Probe.http(9, "/"));

    @TempDir
    Path folder;

    @Test
    void whatCannotBeWrittenIsWrittenAsSoonAsItCanBe() throws IOException {
        StackHome home = new StackHome(folder, folder);
        home.create();
        StatusBoard board = new StatusBoard(home, new ProcessIdentity(1, "boot/1"), List.of(SERVICE));
        Path away = folder.resolve("away");
        Files.move(home.run(), away);
        Files.createFile(home.run());

        board.put(SERVICE, ComponentState.UP, "", null, 0);
        assertThat(board.isUp("service")).as("supervision goes on").isTrue();

        Files.delete(home.run());
        Files.move(away, home.run());
        board.put(SERVICE, ComponentState.UP, "", null, 0);
        assertThat(StatusBoard.read(home).orElseThrow().components())
                .extracting(ComponentStatus::state)
                .containsExactly(ComponentState.UP);
    }
}
