package io.finops.localstack.layout;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that one running stack keeps everything in ({@code .stack} unless {@code STACK_DIR} names another).
 *
 * @param root the folder itself
 * @param repository the checkout whose jars and configuration are run
 */
public record StackHome(Path root, Path repository) {
    public StackHome {
        root = root.toAbsolutePath().normalize();
        repository = repository.toAbsolutePath().normalize();
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path data(String component) {
        return root.resolve("data").resolve(component);
    }

    public Path log(String component) {
        return root.resolve("logs").resolve(component + ".log");
    }

    /** Where runs leave their results as metrics: node-exporter's textfile collector reads the folder. */
    public Path results() {
        return root.resolve("results");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path config() {
        return root.resolve("config");
    }

    /** Downloaded and unpacked programs. They belong to the checkout, so that a second stack needs no second download. */
    public Path tools() {
        return repository.resolve(".stack").resolve("tools");
    }

    public Path jar(String module) {
        return repository.resolve(module).resolve("target").resolve(module + ".jar");
    }

    /** The copy of a module's jar that runs here. */
    public Path keptJar(String module) {
        return root.resolve("app").resolve(module + ".jar");
    }

    /** Copies a module's jar here, because a build would otherwise replace it under the process that runs it. */
    public Path keepJar(String module) {
        Path kept = keptJar(module);
        try {
            Files.createDirectories(root.resolve("app"));
            Files.copy(jar(module), kept, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException e) {
            throw new StackException("cannot copy " + jar(module) + " to " + kept + ": " + e, e);
        }
    }

    /** Creates the folders, or says in one line why it cannot. */
    public void create() {
        try {
            Files.createDirectories(root);
            for (Path folder : new Path[] {root.resolve("data"), root.resolve("logs"), run(), config(), results()}) {
                Files.createDirectories(folder);
            }
            // Grafana logs errors at every start without it.
            Files.createDirectories(data("grafana").resolve("plugins"));
            Files.createDirectories(secrets());
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
            Path probe = Files.createTempFile(run(), "write", ".probe");
            Files.delete(probe);
        } catch (IOException e) {
            throw new StackException(
                    "cannot write to " + root + " (" + e + "): choose another folder with STACK_DIR", e);
        }
    }
}
