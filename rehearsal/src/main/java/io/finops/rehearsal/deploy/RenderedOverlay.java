package io.finops.rehearsal.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kustomize made of an overlay, whose form is always the same: one document an object, two spaces a level.
 *
 * @param yaml the objects, as they are applied
 */
record RenderedOverlay(String yaml) {
    private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\S+)$");
    private static final Pattern NAME = Pattern.compile("(?m)^  name: (\\S+)$");
    private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: (\\S+)$");
    private static final List<String> ROLLED_OUT = List.of("Deployment", "StatefulSet", "DaemonSet");

    /**
     * One object.
     *
     * @param namespace empty for objects of the whole cluster
     */
    record Item(String kind, String name, String namespace) {
        /** As people and kubectl write it. */
        String path() {
            return kind.toLowerCase(Locale.ROOT) + "/" + name;
        }

        boolean isRolledOut() {
            return ROLLED_OUT.contains(kind);
        }
    }

    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (String document : yaml.split("(?m)^---$", -1)) {
            // Indented lines of a ConfigMap look like metadata: only what follows `metadata:` counts.
            int begin = document.indexOf("\nmetadata:");
            if (begin >= 0) {
                String metadata = document.substring(begin);
                items.add(new Item(first(KIND, document), first(NAME, metadata), first(NAMESPACE, metadata)));
            }
        }
        return items;
    }

    /** What is described in another and not in this: nothing deletes it. */
    List<Item> missingFrom(RenderedOverlay other) {
        List<Item> gone = new ArrayList<>(other.items());
        gone.removeAll(items());
        return gone;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
