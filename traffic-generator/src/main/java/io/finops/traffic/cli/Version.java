package io.finops.traffic.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
public final class Version implements IVersionProvider {
    /** The version, or {@code development} when run from classes. */
    public static String text() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The commit that the jar was built from, or {@code unknown}. */
    public static String commit() {
        try (InputStream in = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            // Run from classes, the first manifest found is another jar's, which has no such line.
            @Nullable
            String commit =
                    in == null ? null : new Manifest(in).getMainAttributes().getValue("Implementation-Commit");
            return commit == null ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"traffic-generator " + text()};
    }
}
