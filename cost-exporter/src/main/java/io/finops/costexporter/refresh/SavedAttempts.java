package io.finops.costexporter.refresh;

import io.finops.costexporter.state.StateFile;
import io.finops.costexporter.state.StateSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Keeps attempts in a small file of their own, which is written before each attempt begins. */
public final class SavedAttempts implements StateSection<SavedAttempts.Content> {
    private final StateFile file;
    private Map<String, Attempt> attempts = Map.of();

    /** Attempts by collector. */
    public record Content(Map<String, Attempt> attempts) {}

    public SavedAttempts(Path file) {
        this.file = new StateFile(file, List.of(this));
    }

    public Map<String, Attempt> load() {
        file.load();
        return attempts;
    }

    public void save(Map<String, Attempt> next) {
        attempts = Map.copyOf(next);
        try {
            file.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "attempts";
    }

    @Override
    public Class<Content> type() {
        return Content.class;
    }

    @Override
    public Content save() {
        return new Content(attempts);
    }

    @Override
    public void restore(Content saved) {
        attempts = Map.copyOf(saved.attempts());
    }
}
