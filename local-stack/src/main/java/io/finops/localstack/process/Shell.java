package io.finops.localstack.process;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
public final class Shell {
    private Shell() {}

    /** What a command that has ended left behind; {@code output} is standard output and standard error together. */
    public record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        public String lastLine() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty()
                    ? "no output, exit code " + exitCode
                    : lines.get(lines.size() - 1).strip();
        }
    }

    public static Result run(Duration limit, List<String> command) {
        return run(limit, Path.of("").toAbsolutePath(), Map.of(), "", command);
    }

    /** A command that is not there gives exit code 127, as a shell would. */
    public static Result run(
            Duration limit, Path folder, Map<String, String> environment, String input, List<String> command) {
        try {
            // Through files, so that no command can hang on a full pipe and no reader thread is needed.
            Path in = Files.createTempFile("stack", ".in");
            Path out = Files.createTempFile("stack", ".out");
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile());
                builder.environment().putAll(environment);
                return await(builder, limit, out, command);
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return new Result(127, command.get(0) + ": " + e.getMessage());
        }
    }

    private static Result await(ProcessBuilder builder, Duration limit, Path out, List<String> command)
            throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Result(124, command.get(0) + " did not end within " + limit.toSeconds() + " s");
            }
            return new Result(process.exitValue(), new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while running " + command.get(0), e);
        }
    }
}
