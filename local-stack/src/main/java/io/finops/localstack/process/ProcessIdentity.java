package io.finops.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that can be recognised later. A process id alone cannot: it is given out again. With the time of its start it can.
 *
 * @param pid the process id
 * @param started on Linux the boot's id and the start in clock ticks since that boot, which no adjustment of the wall clock
 *     changes; elsewhere the start in milliseconds
 */
public record ProcessIdentity(long pid, String started) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** The process that has this id now, unless there is none or it is a corpse that nobody has collected. */
    public static Optional<ProcessIdentity> of(long pid) {
        if (Files.isDirectory(PROC.resolve("self"))) {
            return ofLinux(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, Long.toString(start.toEpochMilli())));
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    public Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static Optional<ProcessIdentity> ofLinux(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The command's name stands in parentheses and may itself contain any character.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            if ("ZX".contains(fields.get(STATE))) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(new ProcessIdentity(pid, boot + "/" + fields.get(START_TICKS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
