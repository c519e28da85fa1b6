package io.finops.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object as its YAML says it.
 *
 * @param content its fields; never empty
 */
record Manifest(Map<?, ?> content) {
    /** Every object of a text with several documents; empty documents are left out, lists are taken apart. */
    static List<Manifest> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(50_000_000);
        options.setAllowDuplicateKeys(false);
        List<Manifest> manifests = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            if (document instanceof Map<?, ?> map) {
                manifests.add(new Manifest(map));
            }
        }
        return manifests;
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /** {@code Kind/name}, for messages. */
    @Override
    public String toString() {
        return kind() + "/" + name();
    }

    String text(String... path) {
        Object value = at(content, path);
        return value == null ? "" : value.toString();
    }

    Map<?, ?> map(String... path) {
        return mapAt(content, path);
    }

    /** Labels of the pods that it makes, or of the pod that it is; empty when it makes none. */
    Map<?, ?> podLabels() {
        return switch (kind()) {
            case "Pod" -> map("metadata", "labels");
            case "Deployment", "StatefulSet", "DaemonSet", "Job" -> map("spec", "template", "metadata", "labels");
            case "CronJob" -> map("spec", "jobTemplate", "spec", "template", "metadata", "labels");
            default -> Map.of();
        };
    }

    /** Annotations of the pods that it makes. */
    Map<?, ?> podAnnotations() {
        return map("spec", "template", "metadata", "annotations");
    }

    /** The specification of the pods that it makes; empty when it makes none. */
    Map<?, ?> podSpec() {
        return switch (kind()) {
            case "Pod" -> map("spec");
            case "Deployment", "StatefulSet", "DaemonSet", "Job" -> map("spec", "template", "spec");
            case "CronJob" -> map("spec", "jobTemplate", "spec", "template", "spec");
            default -> Map.of();
        };
    }

    boolean makesPods() {
        return !podSpec().isEmpty();
    }

    /** Its containers, those that prepare included. */
    List<Map<?, ?>> containers() {
        List<Map<?, ?>> containers = new ArrayList<>(maps(podSpec().get("initContainers")));
        containers.addAll(maps(podSpec().get("containers")));
        return containers;
    }

    static @Nullable Object at(@Nullable Object from, String... path) {
        Object value = from;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    static Map<?, ?> mapAt(@Nullable Object from, String... path) {
        return at(from, path) instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static int number(@Nullable Object value) {
        return Integer.parseInt(String.valueOf(value));
    }

    static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> entries) {
            entries.forEach(entry -> maps.add((Map<?, ?>) entry));
        }
        return maps;
    }

    static Map<String, String> strings(@Nullable Object map) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
        }
        return strings;
    }
}
