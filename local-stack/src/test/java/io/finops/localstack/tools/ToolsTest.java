package io.finops.localstack.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @TempDir
    Path folder;

    @Test
    void findsAProgramByDebiansNameForIt() throws IOException {
        Path program = executable("path/prometheus-alertmanager");
        assertThat(tools().find(Program.ALERTMANAGER)).contains(program);
    }

    @Test
    void prefersThePathToWhatWasUnpacked() throws IOException {
        executable("tools/debian/usr/bin/prometheus");
        assertThat(tools().find(Program.PROMETHEUS)).contains(folder.resolve("tools/debian/usr/bin/prometheus"));
        Path program = executable("path/prometheus");
        assertThat(tools().find(Program.PROMETHEUS)).contains(program);
    }

    @Test
    void doesNotTakeAFolderForAProgram() throws IOException {
        Files.createDirectories(folder.resolve("path/tempo"));
        assertThat(tools().find(Program.TEMPO)).isEmpty();
    }

    private Tools tools() {
        return new Tools(List.of(folder.resolve("path")), folder.resolve("tools"), line -> {});
    }

    private Path executable(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolve("..").normalize());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return file;
    }
}
