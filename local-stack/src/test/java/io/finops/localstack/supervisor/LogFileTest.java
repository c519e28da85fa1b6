package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    @Test
    void isNotForEveryUserOfTheMachine() throws Exception {
        Path log = folder.resolve("service.log");
        for (int start = 0; start < 2; start++) {
            new ProcessBuilder("echo", "line")
                    .redirectOutput(LogFile.appendTo(log))
                    .start()
                    .waitFor();
            assertThat(permissions(log)).isEqualTo("rw-r-----");
            Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        }
        assertThat(log).hasContent("line\nline");
    }

    @Test
    void staysSoWhenItIsRotated() throws Exception {
        Path log = folder.resolve("service.log");
        LogFile.appendTo(log);
        Files.writeString(log, "more than three bytes");

        LogRotation.rotate(log, 3);

        assertThat(permissions(log)).isEqualTo("rw-r-----");
        assertThat(permissions(folder.resolve("service.log.1"))).isEqualTo("rw-r-----");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
