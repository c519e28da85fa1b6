package io.finops.rehearsal.rig;

import io.finops.localstack.StackException;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Termination;
import io.finops.localstack.supervisor.Probe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of a measurement, ended on close. Its memory and CPU time are read from Linux's {@code /proc}. */
public final class MeasuredProcess implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final ProcessIdentity identity;
    private final Path log;

    private MeasuredProcess(ProcessIdentity identity, Path log) {
        this.identity = identity;
        this.log = log;
    }

    public static MeasuredProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseThrow(() -> new StackException(command.get(0) + " ended at once, see " + log));
            return new MeasuredProcess(identity, log);
        } catch (IOException e) {
            throw new StackException("cannot start " + command.get(0) + ": " + e, e);
        }
    }

    /** Returns when the probe is content. */
    public MeasuredProcess awaitHealthy(Probe probe, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (String problem = probe.problem(); !problem.isEmpty(); problem = probe.problem()) {
            if (!identity.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new StackException("a process of the bench does not start: " + problem + ", see " + log);
            }
            Thread.sleep(50);
        }
        return this;
    }

    public long pid() {
        return identity.pid();
    }

    /** CPU time used so far, user and system, in seconds; children that still run are not in it. */
    public double cpuSeconds() {
        String stat = proc("stat");
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS))) / TICKS_PER_SECOND;
    }

    /** Resident memory now, in bytes. */
    public long residentBytes() {
        return status("VmRSS");
    }

    /** The most memory that was ever resident, in bytes. */
    public long peakResidentBytes() {
        return status("VmHWM");
    }

    private long status(String field) {
        return proc("status")
                        .lines()
                        .filter(line -> line.startsWith(field + ":"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow(() -> new StackException("the kernel does not tell " + field))
                * 1024;
    }

    private String proc(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(identity.pid()), file));
        } catch (IOException e) {
            throw new StackException("process " + identity.pid() + " is gone, see " + log, e);
        }
    }

    @Override
    public void close() {
        Termination.end(identity, "TERM", Duration.ofSeconds(20));
    }
}
