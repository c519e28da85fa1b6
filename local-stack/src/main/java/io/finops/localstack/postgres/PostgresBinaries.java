package io.finops.localstack.postgres;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The server's programs, carried in the jar and unpacked once. */
public final class PostgresBinaries {
    private static final List<String> ARCHIVES = List.of(
            "/postgres-linux-x86_64.txz",
            "/postgres-linux-arm_64.txz",
            "/postgres-darwin-x86_64.txz",
            "/postgres-darwin-arm_64.txz");

    private PostgresBinaries() {}

    /** The folder whose {@code bin} has {@code initdb}, {@code pg_ctl} and {@code postgres}. */
    public static Path unpack(Path tools) {
        Path folder = tools.resolve("postgresql-" + version());
        if (Files.isExecutable(folder.resolve("bin/postgres"))) {
            return folder;
        }
        try {
            Files.createDirectories(tools);
            Path next = Files.createTempDirectory(tools, "postgresql");
            extract(next);
            moveIntoPlace(next, folder);
            return folder;
        } catch (IOException e) {
            throw new StackException("cannot unpack PostgreSQL to " + folder + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while unpacking PostgreSQL", e);
        }
    }

    static String version() {
        Properties properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged", e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static void extract(Path folder) throws IOException, InterruptedException {
        try (InputStream archive = archive()) {
            if (archive == null) {
                throw new StackException("this build carries no PostgreSQL for " + System.getProperty("os.name")
                        + " on " + System.getProperty("os.arch") + ": build it on this machine");
            }
            Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream out = tar.getOutputStream();
                    InputStream tarball = new XZInputStream(archive)) {
                tarball.transferTo(out);
            }
            if (tar.waitFor() != 0) {
                throw new IOException("tar ended with exit code " + tar.exitValue());
            }
        }
    }

    private static @Nullable InputStream archive() {
        for (String name : ARCHIVES) {
            InputStream in = PostgresBinaries.class.getResourceAsStream(name);
            if (in != null) {
                return in;
            }
        }
        return null;
    }

    private static void moveIntoPlace(Path next, Path folder) throws IOException {
        try {
            Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another start was faster: its copy is as good.
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }
}
