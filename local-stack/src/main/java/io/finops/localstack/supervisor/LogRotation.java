package io.finops.localstack.supervisor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps a component's log below a size: the file is copied aside and emptied in place, because the component holds it open. It is
 * opened for appending, so writing goes on at its new end; a line written between copy and emptying is lost.
 */
final class LogRotation {
    private LogRotation() {}

    static void rotate(Path log, long limitBytes) throws IOException {
        if (Files.exists(log) && Files.size(log) > limitBytes) {
            Files.copy(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(0);
            }
        }
    }
}
