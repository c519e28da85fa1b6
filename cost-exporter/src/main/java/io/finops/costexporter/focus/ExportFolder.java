package io.finops.costexporter.focus;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files in a folder of this machine. */
record ExportFolder(Path root) implements ExportPlace {
    @Override
    public List<Exported> list() {
        List<Exported> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.add(new Exported(
                        root.relativize(file).toString().replace(File.separatorChar, '/'),
                        "",
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant()));
            }
        } catch (IOException | UncheckedIOException e) {
            boolean denied = e instanceof AccessDeniedException || e.getCause() instanceof AccessDeniedException;
            throw new ReadFailure(
                    denied ? FailureReason.ACCESS_DENIED : FailureReason.CONNECTION,
                    "cannot read " + root + ": " + e,
                    e);
        }
        return found;
    }

    @Override
    public Path local(Exported file) {
        return root.resolve(file.name());
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
