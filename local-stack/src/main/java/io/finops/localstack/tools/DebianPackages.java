package io.finops.localstack.tools;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Debian's packages, unpacked into a folder instead of installed: no service of theirs is ever started, nothing outside the folder
 * changes, and no rights are needed.
 */
final class DebianPackages {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private final Path root;
    private final Consumer<String> progress;

    DebianPackages(Path root, Consumer<String> progress) {
        this.root = root;
        this.progress = progress;
    }

    boolean available() {
        return Shell.run(LIMIT, List.of("apt-get", "--version")).succeeded()
                && Shell.run(LIMIT, List.of("dpkg-deb", "--version")).succeeded();
    }

    /** Unpacks those of the packages that this release has. */
    void unpack(List<String> packages) {
        try {
            Files.createDirectories(root);
            // A folder of its own, because another stack of this checkout may be starting at this moment.
            Path downloads = Files.createTempDirectory(root.toAbsolutePath().getParent(), "packages");
            List<String> apt = aptWithLists(packages);
            for (String name : packages) {
                if (known(apt, name)) {
                    progress.accept(
                            "fetching Debian's package " + name + " (unpacked under " + root + ", not installed)");
                    download(apt, downloads, name);
                }
            }
            for (Path deb : debs(downloads)) {
                Shell.Result result = Shell.run(LIMIT, List.of("dpkg-deb", "-x", deb.toString(), root.toString()));
                if (!result.succeeded()) {
                    throw new StackException("cannot unpack " + deb + ": " + result.lastLine());
                }
                Files.delete(deb);
            }
            Files.delete(downloads);
        } catch (IOException e) {
            throw new StackException("cannot write to " + root + ": " + e, e);
        }
    }

    /** Installs for the whole machine, without starting the package's service. */
    void install(String name) {
        try (HeldBackServices policy = new HeldBackServices(POLICY)) {
            if (!policy.effective()) {
                throw new StackException(POLICY + " is this machine's own and may start services: install " + name
                        + " by hand, stop its service, and try again");
            }
            Files.createDirectories(root);
            List<String> apt = aptWithLists(List.of(name));
            progress.accept("installing Debian's package " + name + " (no service of it is started)");
            Shell.Result result = apt("apt-get", apt, root, "install", "-y", "-qq", "--no-install-recommends", name);
            if (!result.succeeded()) {
                throw new StackException("cannot install " + name + ": " + result.lastLine());
            }
        } catch (IOException e) {
            throw new StackException(
                    "cannot write " + POLICY + ", which holds back services, or " + root + ": " + e, e);
        }
    }

    /** The options with which apt knows these packages: the machine's own lists, fetched lists, or lists of our own. */
    private List<String> aptWithLists(List<String> packages) throws IOException {
        if (knowsAny(List.of(), packages)) {
            return List.of();
        }
        progress.accept("fetching apt's package lists");
        if (apt("apt-get", List.of(), root, "update", "-qq").succeeded() && knowsAny(List.of(), packages)) {
            return List.of();
        }
        // Without the right to update the machine's lists, keep lists of our own.
        Path state = root.resolveSibling("apt");
        Files.createDirectories(state.resolve("lists/partial"));
        Files.createDirectories(state.resolve("cache/archives/partial"));
        List<String> own = List.of(
                "-o", "Dir::State::lists=" + state.resolve("lists"), "-o", "Dir::Cache=" + state.resolve("cache"));
        apt("apt-get", own, root, "update", "-qq");
        return own;
    }

    private boolean knowsAny(List<String> options, List<String> packages) {
        return packages.stream().anyMatch(name -> known(options, name));
    }

    private boolean known(List<String> options, String name) {
        return apt("apt-cache", options, root, "show", "--no-all-versions", name)
                .succeeded();
    }

    private void download(List<String> options, Path downloads, String name) {
        Shell.Result result = apt("apt-get", options, downloads, "download", name);
        if (!result.succeeded()) {
            // Lists that are older than the archive name versions that are gone.
            apt("apt-get", options, root, "update", "-qq");
            result = apt("apt-get", options, downloads, "download", name);
        }
        if (!result.succeeded()) {
            throw new StackException("cannot fetch Debian's package " + name + ": " + result.lastLine());
        }
    }

    private static Shell.Result apt(String program, List<String> options, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return Shell.run(LIMIT, folder, Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"), "", command);
    }

    private static List<Path> debs(Path downloads) throws IOException {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }
}
