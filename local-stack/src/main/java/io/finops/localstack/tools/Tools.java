package io.finops.localstack.tools;

import io.finops.localstack.StackException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the programs that are not ours, by every name they go by. */
public final class Tools {
    private final List<Path> searchPath;
    private final Path unpacked;
    private final Consumer<String> progress;

    /**
     * Searches the PATH of this process.
     *
     * @param folder where packages are unpacked
     * @param progress told, in a line, of anything that is fetched
     */
    public Tools(Path folder, Consumer<String> progress) {
        this(searchPath(System.getenv("PATH")), folder, progress);
    }

    /** Searches these folders instead. */
    public Tools(List<Path> searchPath, Path folder, Consumer<String> progress) {
        this.searchPath = searchPath;
        this.unpacked = folder.resolve("debian");
        this.progress = progress;
    }

    public Optional<Path> onPath(Program program) {
        return program.names().stream()
                .flatMap(name -> searchPath.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    public Optional<Path> unpacked(Program program) {
        return program.names().stream()
                .map(name -> unpacked.resolve("usr/bin").resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where packages are unpacked: the folder that stands for {@code /}. */
    public Path unpackedRoot() {
        return unpacked;
    }

    /** On the PATH, or unpacked before. */
    public Optional<Path> find(Program program) {
        return onPath(program).or(() -> unpacked(program));
    }

    /** Like {@link #find}, and fetches Debian's package when there is none; the exception says what to do where it cannot. */
    public Path require(Program program) {
        Optional<Path> found = find(program);
        if (found.isPresent()) {
            return found.get();
        }
        DebianPackages packages = new DebianPackages(unpacked, progress);
        if (packages.available()) {
            packages.unpack(program.packages());
        }
        return unpacked(program)
                .orElseThrow(() -> new StackException(program.names().get(0)
                        + " is not on the PATH and could not be had from Debian's packages: install it (apt-get install "
                        + String.join(" ", program.packages()) + ", or " + program.home()
                        + ") and put it on the PATH"));
    }

    /**
     * On the PATH. Where it is not, root installs Debian's package for the whole machine, for programs that need too many others to be
     * unpacked by themselves; the exception says what to do where that cannot be.
     */
    public Path requireInstalled(Program program) {
        String name = program.names().get(0);
        if (onPath(program).isEmpty()) {
            boolean root = "root".equals(System.getProperty("user.name"));
            if (!root || !new DebianPackages(unpacked, progress).available()) {
                throw new StackException(name + " is not on the PATH: install it (sudo apt-get install "
                        + String.join(" ", program.packages()) + ", or " + program.home() + ")");
            }
            program.packages().forEach(this::install);
        }
        return onPath(program)
                .orElseThrow(() -> new StackException(
                        "Debian's " + program.packages() + " is installed, and yet " + name + " is not on the PATH"));
    }

    /** Installs a package with its service held back. Needs root. */
    void install(String name) {
        new DebianPackages(unpacked, progress).install(name);
    }

    private static List<Path> searchPath(@Nullable String path) {
        return path == null
                ? List.of()
                : Stream.of(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList();
    }
}
