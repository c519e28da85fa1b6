package io.finops.rehearsal.dashboards;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The names that a query may use: our metrics ({@code docs/metrics.yml}), what the rules record, and what the listed
 * exporters publish ({@code dashboards/exporter-metrics.txt}).
 */
final class MetricCatalogue {
    private static final Pattern RECORD = Pattern.compile("record:\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

    private final Set<String> names = new TreeSet<>();

    MetricCatalogue() {
        reference();
        collect("prometheus/rules", ".*\\.yml", RECORD);
        collect(
                "rehearsal/src/test/resources/dashboards",
                "exporter-metrics\\.txt",
                Pattern.compile("(?m)^([a-zA-Z_]+)"));
    }

    boolean has(String metric) {
        return names.contains(metric) || names.contains(SUFFIX.matcher(metric).replaceFirst(""));
    }

    private void reference() {
        try {
            Map<String, List<Map<String, List<String>>>> services = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Checkout.root().resolve("docs/metrics.yml")));
            services.values().stream()
                    .flatMap(List::stream)
                    .forEach(row -> names.addAll(row.getOrDefault("names", List.of())));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read docs/metrics.yml", e);
        }
    }

    private void collect(String folder, String fileName, Pattern name) {
        try (Stream<Path> files = Files.list(Checkout.root().resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().matches(fileName)) {
                    for (Matcher match = name.matcher(Files.readString(file)); match.find(); ) {
                        names.add(match.group(1));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + folder, e);
        }
    }
}
