package io.finops.costexporter.simulated;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus's own linter, from the PATH ({@code ./stack test} puts it there) or as {@code ./stack} has fetched it. */
final class Promtool {
    private static final Path FETCHED = Path.of("..", ".stack", "tools");

    private Promtool() {}

    /** What it has to say about a page; skips the test, and says so, where there is no promtool. */
    static String lint(String page) throws InterruptedException {
        Optional<Path> promtool = Stream.concat(onThePath(), fetched()).findFirst();
        if (promtool.isEmpty()) {
            System.err.println("SKIPPED: no promtool on the PATH nor in .stack/tools, so that /metrics was not linted;"
                    + " ./stack test fetches it");
        }
        assumeTrue(promtool.isPresent(), "no promtool: the page was not linted");
        try {
            Process lint = new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            lint.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
            lint.getOutputStream().close();
            String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return lint.waitFor() == 0 || !said.isEmpty() ? said : "failed without a word";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> onThePath() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable);
    }

    private static Stream<Path> fetched() {
        if (!Files.isDirectory(FETCHED)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(FETCHED)) {
            return files.filter(file -> file.endsWith("promtool") && Files.isRegularFile(file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
