package io.finops.payments.merchant;

import io.finops.payments.settings.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The merchants file, read again when it has changed. A file that cannot be read or parsed leaves the last good keys. */
public final class ApiKeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);

    private final Path file;
    private volatile ApiKeys keys;
    private @Nullable FileTime lastModified;
    private long size;

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it is missing or malformed: the start must not pass over that
     */
    public ApiKeyFile(Path file) {
        this.file = file;
        try {
            remember();
            this.keys = ApiKeys.parse(Files.readAllLines(file));
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidSetting("payments.merchants-file", file, "a file that can be read", e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("payments.merchants-file", file, "well-formed lines, but " + e.getMessage(), e);
        }
    }

    public ApiKeys keys() {
        return keys;
    }

    /** Looks whether the file has changed. Called on a schedule; not by several threads at once. */
    public synchronized void reload() {
        try {
            if (Files.getLastModifiedTime(file).equals(lastModified) && Files.size(file) == size) {
                return;
            }
            remember();
            keys = ApiKeys.parse(Files.readAllLines(file));
            LOG.atInfo().addKeyValue("keys", keys.size()).log("merchants file reloaded");
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("merchants file not reloaded, the last good keys stay: {}", e.getMessage());
        }
    }

    private void remember() throws IOException {
        lastModified = Files.getLastModifiedTime(file);
        size = Files.size(file);
    }
}
