package io.finops.costexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.CostExporterApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment variable DRY_RUN, given to the real program with a guardrail that cannot act. */
class DryRunVariableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unset",
            value = {
                "unset|2|guardrails[0].dry-run=false is not accepted: true, unless a webhook is named",
                "''|2|guardrails[0].dry-run=false is not accepted",
                "true|0|guardrails 1",
                "perhaps|2|cost-exporter.dry-run=perhaps is not accepted: true or false",
            })
    void keepsEveryGuardrailFromActing(@Nullable String value, int exitCode, String said) throws Exception {
        Process process = check(value);

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("log"))).contains(said);
        assertThat(process.exitValue()).isEqualTo(exitCode);
    }

    private Process check(@Nullable String dryRun) throws IOException {
        File log = folder.resolve("log").toFile();
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CostExporterApplication.class.getName(),
                        "check",
                        "--offline",
                        "--cost-exporter.guardrails[0].name=total",
                        "--cost-exporter.guardrails[0].monthly-limit=1000",
                        "--cost-exporter.guardrails[0].dry-run=false")
                .redirectErrorStream(true)
                .redirectOutput(log);
        command.environment().remove("DRY_RUN");
        if (dryRun != null) {
            command.environment().put("DRY_RUN", dryRun);
        }
        return command.start();
    }
}
