package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
    @TempDir
    Path folder;

    @Test
    void emptiesALogInPlaceWhileItsWriterGoesOn() throws IOException {
        Path log = folder.resolve("prometheus.log");
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("first\n".getBytes(StandardCharsets.UTF_8));
            LogRotation.rotate(log, 3);
            writer.write("second\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent("second");
        assertThat(folder.resolve("prometheus.log.1")).hasContent("first");
    }

    @Test
    void leavesASmallLogAlone() throws IOException {
        Path log = folder.resolve("prometheus.log");
        Files.writeString(log, "first\n");
        LogRotation.rotate(log, 100);
        assertThat(log).hasContent("first");
        assertThat(folder.resolve("prometheus.log.1")).doesNotExist();
    }
}
