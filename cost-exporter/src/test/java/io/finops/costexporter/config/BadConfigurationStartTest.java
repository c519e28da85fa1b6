package io.finops.costexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.CostExporterApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration that cannot work, given to the real program: what is ours to refuse, and what Spring cannot bind. */
class BadConfigurationStartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"cost-exporter.views[0].group-by=service,region,account", "cost-exporter.refresh-intervall=8h"})
    void stopsTheStartWithOneLineThatNamesPropertyAndValue(String property) throws Exception {
        Process process = start("--cost-exporter.views[0].name=mine", "--" + property);

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        List<String> errors = Files.readAllLines(folder.resolve("log")).stream()
                .filter(line -> !line.contains("\"INFO\""))
                .toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0))
                .contains("cannot start: ", property.substring(0, property.indexOf('=')))
                .contains(" is not accepted: ")
                .doesNotContain("Exception");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CostExporterApplication.class.getName(),
                "--server.port=0",
                "--cost-exporter.aws.endpoint=http://127.0.0.1:9",
                "--cost-exporter.state-dir=" + folder.resolve("state")));
        command.addAll(List.of(arguments));
        File log = folder.resolve("log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }
}
