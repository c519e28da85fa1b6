package io.finops.rehearsal.alerts;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What stands in {@code prometheus/rules} and {@code prometheus/tests}. */
final class RuleFiles {
    /** A rule as it stands in its file; an alert has a name in {@code alert}, a recorded series none. */
    record Rule(
            Path file, String alert, String expression, Map<String, String> labels, Map<String, String> annotations) {}

    private RuleFiles() {}

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files("prometheus/rules")) {
            for (Map<?, ?> group : maps(load(file).get("groups"))) {
                for (Map<?, ?> rule : maps(group.get("rules"))) {
                    rules.add(new Rule(
                            file,
                            text(rule.get("alert")),
                            text(rule.get("expr")),
                            strings(rule.get("labels")),
                            strings(rule.get("annotations"))));
                }
            }
        }
        return rules;
    }

    /** Seconds between two evaluations of each alert that pages. */
    static Map<String, Integer> pagingIntervals() {
        Map<String, Integer> intervals = new TreeMap<>();
        for (Path file : files("prometheus/rules")) {
            for (Map<?, ?> group : maps(load(file).get("groups"))) {
                for (Map<?, ?> rule : maps(group.get("rules"))) {
                    if ("critical".equals(strings(rule.get("labels")).get("severity"))) {
                        String interval = text(group.get("interval"));
                        intervals.put(text(rule.get("alert")), (int)
                                Duration.parse("PT" + interval).toSeconds());
                    }
                }
            }
        }
        return intervals;
    }

    static List<Rule> alerts() {
        return rules().stream().filter(rule -> !rule.alert().isEmpty()).toList();
    }

    /** Every expectation of every rule test, as {@code name of the test | expression | expected samples}. */
    static List<String> expectations() {
        List<String> expectations = new ArrayList<>();
        for (Path file : files("prometheus/tests")) {
            for (Map<?, ?> test : maps(load(file).get("tests"))) {
                for (Map<?, ?> expectation : maps(test.get("promql_expr_test"))) {
                    expectations.add(text(test.get("name")) + " | " + text(expectation.get("expr")) + " | "
                            + text(expectation.get("exp_samples")));
                }
            }
        }
        return expectations;
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Checkout.root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> load(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> entries) {
            entries.forEach(entry -> maps.add((Map<?, ?>) entry));
        }
        return maps;
    }

    private static Map<String, String> strings(@Nullable Object map) {
        Map<String, String> strings = new TreeMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> strings.put(text(key), text(value)));
        }
        return strings;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
