package io.finops.costexporter.focus;

import java.nio.file.Path;
import java.util.List;

/** Where the files of an export are: a folder, or a bucket. Each question may throw a {@link io.finops.costexporter.source.ReadFailure}. */
public interface ExportPlace {
    /** All files that are there now. */
    List<Exported> list();

    /** The file on this machine, as it was when it was listed. */
    Path local(Exported file);

    /** Whether times are those at which the provider wrote the files, rather than those of a copy. */
    default boolean hasTimesOfTheProvider() {
        return false;
    }

    /** Is told of all data files of a read before any of them is asked for: refuses too much, and forgets what is not needed any more. */
    default void expect(List<Exported> files) {}
}
