package io.finops.benchmarks.traffic;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** wrk, the reference: a closed loop in C. It holds no rate; pausing on each connection comes near to one. */
final class Wrk implements LoadTool {
    private static final Program PROGRAM =
            new Program(List.of("wrk"), List.of("wrk", "libluajit-5.1-2", "libluajit-5.1-common"), "github.com/wg/wrk");
    private static final String MARK = "RESULT ";

    /** Each connection waits so long between two requests, at a fixed rate. */
    private static final int PAUSE_MILLIS = 10;

    private final Path program;
    private final Path libraries;

    private Wrk(Path program, Path libraries) {
        this.program = program;
        this.libraries = libraries;
    }

    /** wrk from the PATH or unpacked from Debian's packages; empty, and said so, where neither can be had. */
    static Optional<LoadTool> find(Path toolsFolder, Consumer<String> progress) {
        Tools tools = new Tools(toolsFolder, progress);
        try {
            return Optional.of(
                    new Wrk(tools.require(PROGRAM), tools.unpackedRoot().resolve("usr/lib")));
        } catch (StackException e) {
            progress.accept("wrk is absent, so there is nothing to compare with: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public List<String> fastest(String url, int seconds, int connections, Path scratch) {
        return command(url, seconds, connections, scratch, List.of());
    }

    @Override
    public List<String> atRate(String url, int seconds, int rate, Path scratch) {
        int connections = Math.max(1, rate * PAUSE_MILLIS / 1000);
        return command(url, seconds, connections, scratch, List.of("--", String.valueOf(PAUSE_MILLIS)));
    }

    private List<String> command(String url, int seconds, int connections, Path scratch, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script(scratch).toString(),
                url + "/payments"));
        command.addAll(arguments);
        return command;
    }

    private static Path script(Path scratch) {
        Path script = scratch.resolve("wrk.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("wrk.lua")) {
            if (in == null) {
                throw new IllegalStateException("the jar is damaged");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An unpacked wrk finds its libraries beside it. */
    @Override
    public Map<String, String> environment() {
        if (!Files.isDirectory(libraries)) {
            return Map.of();
        }
        try (Stream<Path> folders = Files.list(libraries)) {
            return folders.filter(folder -> folder.getFileName().toString().endsWith("-linux-gnu"))
                    .findFirst()
                    .map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString()))
                    .orElse(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Told read(String output, Path scratch) {
        String result = output.lines()
                .filter(line -> line.startsWith(MARK))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new StackException("wrk gave no result: " + output.strip()));
        JsonNode json = Json.MAPPER.readTree(result.substring(MARK.length()));
        return new Told(
                json.path("requests").asLong(),
                json.path("micros").asLong() / 1e6,
                json.path("errors").asLong(),
                json.path("p50Micros").asLong() / 1e3,
                json.path("p99Micros").asLong() / 1e3,
                json.path("maxMicros").asLong() / 1e3,
                Map.of());
    }
}
