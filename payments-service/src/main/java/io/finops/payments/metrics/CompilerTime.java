package io.finops.payments.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The CPU time of the JVM's compilers, which is most of what a process uses in its first minutes and nothing that a payment costs. Neither the JVM nor the
 * kernel gives it as one figure: it is added up of the threads in {@code /proc} (proc(5)), on Linux only. Thread-safe.
 */
final class CompilerTime {
    /** The kernel gives times to programs in hundredths of a second, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of {@code stat} after the name, which may itself contain spaces and parentheses: in user mode, in kernel mode. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private final Path threads;
    private final Map<String, Long> seen = new HashMap<>();
    private long ended;

    /** Of this process; {@link #isKnown} says whether there is a {@code /proc}. */
    CompilerTime() {
        this(Path.of("/proc/self/task"));
    }

    CompilerTime(Path threads) {
        this.threads = threads;
    }

    boolean isKnown() {
        return Files.isDirectory(threads);
    }

    /** Seconds since the process started. Compiler threads come and go; what an ended one had used by the last reading stays counted. */
    synchronized double seconds() {
        for (Path thread : threads()) {
            long ticks = ticks(thread);
            if (ticks >= 0) {
                Long before = seen.put(String.valueOf(thread.getFileName()), ticks);
                if (before != null && before > ticks) {
                    ended += before;
                }
            }
        }
        return (ended + seen.values().stream().mapToLong(Long::longValue).sum()) / TICKS_PER_SECOND;
    }

    private List<Path> threads() {
        try (Stream<Path> all = Files.list(threads)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Negative for a thread that is no compiler, or has ended since it was listed. */
    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
                return -1;
            }
            String[] fields = stat.substring(end + 2).split(" ", -1);
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        } catch (IOException e) {
            return -1;
        }
    }
}
