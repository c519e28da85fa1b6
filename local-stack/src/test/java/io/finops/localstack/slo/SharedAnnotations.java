package io.finops.localstack.slo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The annotations that all alerts share ({@code prometheus/slo/annotations.yml}): YAML's anchors end at the end of a file. */
final class SharedAnnotations {
    private static final Pattern LINE = Pattern.compile("(?m)^( +)(logs_url|release|also_firing): '(.*)'$");
    private static final Pattern SERVICE = Pattern.compile("service%3D%5C%22(.+?)%5C%22");
    private static final Pattern SCOPE = Pattern.compile("alertstate=\\\\\"firing\\\\\",(.+?)\\}");

    private final Map<String, String> texts;

    private SharedAnnotations(Map<String, String> texts) {
        this.texts = texts;
    }

    static SharedAnnotations read(Path file) throws IOException {
        return new SharedAnnotations(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    }

    String logs(String service) {
        return text("logs_url").replace("@service@", service);
    }

    String release() {
        return text("release");
    }

    String alsoFiring(String service) {
        return alsoFiringOf("service=\\\"" + service + "\\\"");
    }

    /** A file of rules with the present texts; which service or team each speaks of stays. */
    String applyTo(String rules) {
        return LINE.matcher(rules).replaceAll(line -> {
            UnaryOperator<String> text = switch (line.group(2)) {
                case "logs_url" -> old -> logs(first(SERVICE, old));
                case "also_firing" -> old -> alsoFiringOf(first(SCOPE, old));
                default -> old -> release();
            };
            return Matcher.quoteReplacement(line.group(1) + line.group(2) + ": '" + text.apply(line.group(3)) + "'");
        });
    }

    private String alsoFiringOf(String scope) {
        return text("also_firing").replace("@of@", scope);
    }

    private String text(String name) {
        return Objects.requireNonNull(texts.get(name), name);
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElseThrow(() -> new IllegalArgumentException("speaks of no service and no team: " + text));
    }
}
