package io.finops.localstack.supervisor;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Termination;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The supervisor as others see it: a background process that is started, found again, and ended. */
public final class SupervisorProcess {
    /** Longer than the slowest sequence of components needs to end. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    private final StackHome home;

    public SupervisorProcess(StackHome home) {
        this.home = home;
    }

    /** Whether the supervisor that wrote the status is alive. */
    public Optional<ProcessIdentity> running() {
        return StatusBoard.read(home).map(StatusBoard.Snapshot::supervisor).filter(ProcessIdentity::isAlive);
    }

    /**
     * Starts it, detached from the terminal.
     *
     * @param command how to run it: {@code java … supervise}
     */
    public ProcessIdentity start(List<String> command) {
        try {
            Files.deleteIfExists(StatusBoard.file(home));
            List<String> detached = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                detached.add("/usr/bin/setsid");
            }
            detached.addAll(command);
            Process process = new ProcessBuilder(detached)
                    .directory(home.root().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(LogFile.appendTo(home.log("supervisor")))
                    .start();
            return ProcessIdentity.of(process.pid())
                    .orElseThrow(
                            () -> new StackException("the supervisor ended at once: see " + home.log("supervisor")));
        } catch (IOException e) {
            throw new StackException("cannot start the supervisor: " + e, e);
        }
    }

    /** Ends the supervisor, which ends its components; then whatever of this stack still runs. Returns how many those were. */
    public int stop() {
        running().ifPresent(process -> Termination.end(process, "TERM", STOP_LIMIT));
        List<ProcessIdentity> orphans = orphans();
        orphans.stream().map(orphan -> endInBackground(orphan)).toList().forEach(SupervisorProcess::join);
        return orphans.size();
    }

    /** Living processes of this stack that no living supervisor watches. */
    public List<ProcessIdentity> orphans() {
        if (running().isPresent()) {
            return List.of();
        }
        Stream<ProcessIdentity> recorded = StatusBoard.read(home).stream()
                .flatMap(snapshot -> snapshot.components().stream())
                .flatMap(status -> status.identity().stream());
        return Stream.concat(recorded, marked())
                .filter(ProcessIdentity::isAlive)
                .distinct()
                .toList();
    }

    /** Processes whose environment says that they are this stack's: also those that were started in the instant of a kill. */
    private Stream<ProcessIdentity> marked() {
        byte[] mark = (ComponentRunner.MARK + "=" + home.root() + ":").getBytes(StandardCharsets.UTF_8);
        return ProcessHandle.allProcesses()
                .filter(handle -> hasInEnvironment(handle.pid(), mark))
                .map(handle -> ProcessIdentity.of(handle.pid()))
                .filter(Optional::isPresent)
                .map(identity -> Objects.requireNonNull(identity.orElse(null)));
    }

    private static boolean hasInEnvironment(long pid, byte[] mark) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + new String(mark, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    private static Thread endInBackground(ProcessIdentity orphan) {
        Thread thread =
                new Thread(() -> Termination.end(orphan, "TERM", Duration.ofSeconds(10)), "end-" + orphan.pid());
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
