package io.finops.localstack.process;

import java.time.Duration;
import java.util.List;

/** Ends a process politely, then without asking. */
public final class Termination {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 20;

    private Termination() {}

    /**
     * Returns when the process is gone; does nothing when it already is.
     *
     * @param signal {@code TERM}, {@code KILL}, or what this program understands as a request to end soon
     * @param limit how long the request is given before the process and its children are killed
     */
    public static void end(ProcessIdentity process, String signal, Duration limit) {
        ProcessHandle handle = process.handle().orElse(null);
        if (handle == null) {
            return;
        }
        List<ProcessHandle> children = handle.descendants().toList();
        if (signal.equals("TERM")) {
            handle.destroy();
        } else if (!signal.equals("KILL")) {
            // The shell has it built in; the program is missing on slim systems.
            Shell.run(Duration.ofSeconds(5), List.of("sh", "-c", "kill -s " + signal + " " + process.pid()));
        }
        if (signal.equals("KILL") || !awaitEnd(process, limit)) {
            handle.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(process, AFTER_KILL);
        }
    }

    private static boolean awaitEnd(ProcessIdentity process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
