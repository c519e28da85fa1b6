package io.finops.benchmarks.traffic;

import io.finops.localstack.StackException;
import io.finops.localstack.supervisor.Probe;
import io.finops.rehearsal.rig.MeasuredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server on the last core and, one after the other, the tools on the first; without taskset they share what there is. */
final class Rig implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final Path scratch;
    private final int port;
    private final boolean pinned;
    private final MeasuredProcess server;

    Rig(Generator generator, int port, Path scratch, boolean pinned) throws InterruptedException {
        this.scratch = scratch;
        this.port = port;
        this.pinned = pinned;
        int last = Runtime.getRuntime().availableProcessors() - 1;
        server = MeasuredProcess.start(pin(generator.server(port), last), Map.of(), scratch.resolve("server.log"))
                .awaitHealthy(Probe.http(port, "/healthz"), Duration.ofSeconds(30));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Runs a command of a tool to its end. */
    Measurement measure(LoadTool tool, List<String> command, Duration limit) throws InterruptedException {
        Path log = scratch.resolve(tool.name() + ".log");
        double serverBefore = server.cpuSeconds();
        Usage usage;
        try (MeasuredProcess process = MeasuredProcess.start(pin(command, 0), tool.environment(), fresh(log))) {
            usage = usage(process, limit);
        }
        double serverSeconds = server.cpuSeconds() - serverBefore;
        LoadTool.Told told = tool.read(text(log), scratch);
        return new Measurement(
                tool.name(), told, usage.cpuSeconds(), usage.peakBytes(), serverSeconds / told.seconds());
    }

    private record Usage(double cpuSeconds, long peakBytes) {}

    /** Reads until the process is gone; what it used in its last few milliseconds changes nothing. */
    private static Usage usage(MeasuredProcess process, Duration limit) throws InterruptedException {
        Usage usage = new Usage(0, 0);
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                usage = new Usage(process.cpuSeconds(), process.peakResidentBytes());
            } catch (StackException e) {
                return usage;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new StackException("a load tool did not end within " + limit.toSeconds() + " s");
    }

    private static Path fresh(Path log) {
        try {
            Files.deleteIfExists(log);
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> pin(List<String> command, int core) {
        if (!pinned) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        whole.addAll(command);
        return whole;
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
