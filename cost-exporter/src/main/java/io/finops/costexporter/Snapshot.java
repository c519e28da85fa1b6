package io.finops.costexporter;

import io.finops.costexporter.state.StateFile;
import io.finops.costexporter.state.StateSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All figures on disk, once it is known whose they are. Thread-safe. */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final List<StateSection<?>> sections;
    private @Nullable StateFile file;

    Snapshot(List<StateSection<?>> sections) {
        this.sections = List.copyOf(sections);
    }

    /** Restores what is in a file, and keeps it there from now on. */
    synchronized void open(Path path) {
        StateFile opened = new StateFile(path, sections);
        opened.load();
        file = opened;
    }

    synchronized void save() {
        if (file == null) {
            return;
        }
        try {
            file.save();
        } catch (IOException e) {
            LOG.warn("cannot save the figures: {}; a restart would have to ask again", e.toString());
        }
    }
}
