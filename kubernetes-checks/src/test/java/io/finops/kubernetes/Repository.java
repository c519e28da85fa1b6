package io.finops.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the checkout that these tests run in. */
final class Repository {
    private static final Path ROOT = root();

    private Repository() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static String read(String name) {
        return read(file(name));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<?, ?> yaml(String name) {
        return yamlOf(read(name));
    }

    static Map<?, ?> yamlOf(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        return (Map<?, ?>) new Yaml(new SafeConstructor(options)).load(text);
    }

    /** Files below a folder, in order of their names. */
    static List<Path> files(String folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(file(folder))) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole objects in {@code deploy/kubernetes}: the rendered base, the components' and overlays' own; patches and the chart are none. */
    static List<Manifest> manifests() {
        List<Manifest> manifests = new ArrayList<>();
        for (String folder : List.of("base", "components", "overlays")) {
            for (Path file : files("deploy/kubernetes/" + folder, Repository::isManifest)) {
                manifests.addAll(Manifest.parse(read(file)));
            }
        }
        return manifests;
    }

    /** What runs on each node, in its own namespace. */
    static List<Manifest> agents() {
        List<Manifest> manifests = new ArrayList<>();
        files("deploy/kubernetes/agents", Repository::isManifest)
                .forEach(f -> manifests.addAll(Manifest.parse(read(f))));
        return manifests;
    }

    private static boolean isManifest(Path file) {
        String name = String.valueOf(file.getFileName());
        String folder = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
        return name.endsWith(".yaml")
                && !name.equals("kustomization.yaml")
                && !name.equals("values.yaml")
                && !folder.equals("patches")
                && !folder.equals("files");
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/kubernetes/chart"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not in a checkout: there is no deploy/kubernetes here or above");
    }
}
