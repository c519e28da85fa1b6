package io.finops.costexporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is, as the build itself has written it down. */
final class BuildInfo {
    private static final Properties BUILD = read();

    private BuildInfo() {}

    static String version() {
        return BUILD.getProperty("build.version", "unknown");
    }

    static String commit() {
        return BUILD.getProperty("build.commit", "unknown");
    }

    private static Properties read() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) { // absent when classes are run as they were compiled
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }
}
