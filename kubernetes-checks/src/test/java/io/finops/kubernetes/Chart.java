package io.finops.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What Helm makes of the chart. */
final class Chart {
    static final Path FOLDER = Repository.file("deploy/kubernetes/chart");

    private Chart() {}

    /** The objects that {@code helm template} prints, with other values than the chart's own where files name them. */
    static String render(Path... valuesFiles) {
        TemplateCommand template = new Helm(FOLDER)
                .template()
                .withName("finops")
                .withNamespace("finops")
                .withKubeVersion("1.36.0");
        Arrays.stream(valuesFiles).forEach(template::withValuesFile);
        return template.call();
    }

    static List<Manifest> manifests(Path... valuesFiles) {
        return Manifest.parse(render(valuesFiles));
    }

    /** With every part that values can add. */
    static List<Manifest> withEverything() {
        return manifests(Repository.file("kubernetes-checks/src/test/resources/everything.yaml"));
    }

    /** As {@link #render}, without what runs only for {@code helm test}. */
    static String renderWithoutTests(Path... valuesFiles) {
        return Arrays.stream(render(valuesFiles).split("(?m)^---\\n", -1))
                .filter(document -> !document.contains("helm.sh/hook"))
                .filter(document -> !document.isBlank())
                .map(document -> "---\n" + document.strip() + "\n")
                .collect(Collectors.joining());
    }
}
