package io.finops.localstack.supervisor;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that a component writes to: for its owner and group, not for every user of the machine. */
final class LogFile {
    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-r-----");

    private LogFile() {}

    /** Appends to it, made first where it is not there yet. */
    static ProcessBuilder.Redirect appendTo(Path log) throws IOException {
        try {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PERMISSIONS));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(log, PERMISSIONS);
        }
        return ProcessBuilder.Redirect.appendTo(log.toFile());
    }
}
