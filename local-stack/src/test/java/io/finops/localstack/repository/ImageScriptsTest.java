package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of Compose's containers, run without one. */
class ImageScriptsTest {
    @TempDir
    Path folder;

    @Test
    void aJvmGetsItsLineOfTheTableAndEndsWhenOutOfMemory() throws IOException {
        assertThat(javaApp(Map.of()))
                .isEqualTo(
                        "-XX:+ExitOnOutOfMemoryError -Xmx64m -XX:+UseSerialGC -jar " + folder + "/app.jar --port 1\n");
    }

    @Test
    void anEmptyJavaOptsIsNone() throws IOException {
        assertThat(javaApp(Map.of("JAVA_OPTS", ""))).contains(" -Xmx64m ");
    }

    @Test
    void javaOptsReplacesTheLineOfTheTable() throws IOException {
        assertThat(javaApp(Map.of("JAVA_OPTS", "-Xmx1g", "LOG_CONFIG", "/l.xml")))
                .isEqualTo("-XX:+ExitOnOutOfMemoryError -Xmx1g -Dlogback.configurationFile=/l.xml -jar " + folder
                        + "/app.jar --port 1\n");
    }

    @Test
    void anAotCacheIsUsedWhereThereIsOne() throws IOException {
        Files.writeString(folder.resolve("app.aot"), "");
        assertThat(javaApp(Map.of())).contains(" -XX:AOTCache=" + folder + "/app.aot -jar ");
    }

    /** {@code prepare} empties the folder at every start, and knows of no profile. */
    @Test
    void aTargetOfAProfileComesBackUntilItsPartEnds() throws IOException, InterruptedException {
        Path target = folder.resolve("alloy.yml");
        Path source = RepositoryFiles.file("deploy/compose/targets/collector/alloy.yml");
        ProcessBuilder announce = new ProcessBuilder(
                "/bin/sh", RepositoryFiles.file("deploy/compose/announce").toString(), source.toString());
        announce.environment().put("TARGETS", folder.toString());
        Process running = announce.start();
        try {
            await().untilAsserted(() -> assertThat(target).hasSameTextualContentAs(source));
            Files.delete(target);
            await().untilAsserted(() -> assertThat(target).hasSameTextualContentAs(source));
        } finally {
            running.destroy();
        }
        assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(target).doesNotExist();
    }

    /** What java is called with. */
    private String javaApp(Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("java-opts"), "-Xmx64m -XX:+UseSerialGC\n");
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("APP_DIR", folder.toString());
        all.put("PATH", folder + ":/usr/bin:/bin");
        return run(all, "java-app", "--port", "1");
    }

    private String run(Map<String, String> environment, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                RepositoryFiles.file("deploy/compose/image/" + script).toString()));
        command.addAll(List.of(arguments));
        return Shell.run(Duration.ofSeconds(20), folder, environment, "", command)
                .output();
    }
}
