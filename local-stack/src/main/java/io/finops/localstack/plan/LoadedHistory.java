package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Has the rehearsal's jar load a history, before Prometheus is started on it. */
final class LoadedHistory {
    private static final String FAILURE = "stack: ";

    private final StackHome home;
    private final Ports ports;
    private final Consumer<String> progress;

    LoadedHistory(StackHome home, Ports ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
    }

    /** Passes on what the other process says; its one line of failure becomes this one's. */
    void load(String paymentsPerSecond) {
        Path jar = home.jar("rehearsal");
        if (Files.notExists(jar)) {
            throw new StackException(jar + " is not built: ./stack builds it, or run mvn package");
        }
        String failure = "no history was loaded";
        try {
            Process process = start(jar, paymentsPerSecond);
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(FAILURE)) {
                        failure = line.substring(FAILURE.length());
                    } else {
                        progress.accept(line);
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw new StackException(failure);
            }
        } catch (IOException e) {
            throw new StackException("cannot load the history: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    private Process start(Path jar, String paymentsPerSecond) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dstack.root=" + home.repository(),
                        "-jar",
                        jar.toString(),
                        "load-history",
                        "--port-offset=" + ports.offset(),
                        "--rps=" + paymentsPerSecond))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("STACK_DIR", home.root().toString());
        return builder.start();
    }
}
