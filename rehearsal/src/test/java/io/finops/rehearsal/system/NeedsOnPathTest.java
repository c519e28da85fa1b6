package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsOnPathTest {
    @Test
    void namesWhatIsMissingAndTakesAnyNameOfAProgram(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("google-chrome"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tools tools = new Tools(List.of(folder), folder, line -> {});

        assertThat(NeedsOnPath.Condition.missing(tools, "chromium|google-chrome", "grafana|grafana-server", "loki"))
                .containsExactly("grafana or grafana-server", "loki");
    }
}
