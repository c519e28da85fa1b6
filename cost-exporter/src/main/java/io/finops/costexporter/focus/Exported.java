package io.finops.costexporter.focus;

import java.time.Instant;

/**
 * A file of an export, and what shows that it has changed.
 *
 * @param name with the folders it is in, parted by slashes
 * @param version empty where size and time say it all
 */
public record Exported(String name, String version, long size, Instant modified) {
    /** Without its folders. */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The folders it is in, with the last slash. */
    String folder() {
        return name.substring(0, name.length() - fileName().length());
    }
}
