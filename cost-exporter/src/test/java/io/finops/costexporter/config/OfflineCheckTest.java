package io.finops.costexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.CostExporterApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --offline} of the real program beside exports, which need DuckDB's driver on the class path. */
class OfflineCheckTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path folder;

    @Test
    void exportsAreWellWhereDuckDbIsThere() throws Exception {
        assertThat(check(CLASS_PATH)).isZero();
        assertThat(said()).contains("ok    requests: 0 paid ones a day");
    }

    @Test
    void whatWouldNotStartWithoutDuckDbIsNotWellEither() throws Exception {
        String without = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !entry.contains("duckdb"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(check(without)).isEqualTo(2);
        assertThat(said())
                .isEqualToIgnoringNewLines("cost-exporter.focus=azure is not accepted: only with DuckDB's JDBC driver"
                        + " on the class path (docs/focus.md)");
    }

    private int check(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        CostExporterApplication.class.getName(),
                        "check",
                        "--offline",
                        "--cost-exporter.focus[0].name=azure",
                        "--cost-exporter.focus[0].folder=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
