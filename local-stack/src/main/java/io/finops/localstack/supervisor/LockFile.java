package io.finops.localstack.supervisor;

import io.finops.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A lock file whose owner was killed. PostgreSQL refuses to start while the process id in it exists, be it a corpse that nobody has
 * collected yet or a stranger that was given the same number.
 */
final class LockFile {
    private LockFile() {}

    /** Removes the file unless a living process of this program owns it. */
    static void removeIfStale(Path file, String program) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !isOwned(lines.get(0).strip(), program)) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isOwned(String pid, String program) {
        try {
            long owner = Long.parseLong(pid);
            Optional<String> command = ProcessIdentity.of(owner)
                    .flatMap(ProcessIdentity::handle)
                    .flatMap(handle -> handle.info().command());
            // A process whose command we may not read counts as the owner: starting beside it could damage the data.
            return ProcessIdentity.of(owner).isPresent()
                    && command.map(c -> c.endsWith(program)).orElse(true);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
