package io.finops.rehearsal.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the selectors of a PromQL expression: a name, with its matchers and its range if it has them. No parser: it knows what else a
 * word can be (a function, a keyword, a label in a {@code by} list) and takes the rest for metrics. Grafana's grammar of PromQL
 * is an npm package, and these tests must run where there is no npm.
 */
public final class PromqlSelectors {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "offset", "bool", "atan2", "inf", "nan");
    private static final Pattern LABEL_LIST =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.*),\\s*\\w+\\)$");
    private static final Pattern RANGE_OF_A_SUBQUERY = Pattern.compile("(?<=\\))\\s*\\[[^]]*]");
    private static final Pattern BRACES_OR_STRING =
            Pattern.compile("\\{(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*}|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTOR = Pattern.compile(
            "(?<![\\w:$])([a-zA-Z_:][\\w:]*)\\s*(\\{(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*})?\\s*(\\[[^]]*])?\\s*(\\()?");

    private PromqlSelectors() {}

    /** A metric's name, its matchers in braces and its range without brackets, as written; empty without any. */
    public record Selector(String metric, String matchers, String range) {
        /** Whether one value of the label is chosen, by a constant or by a variable. */
        public boolean pins(String label) {
            return Pattern.compile("[{,]\\s*" + label + "\\s*=\\s*\"[^\"]+\"")
                    .matcher(matchers)
                    .find();
        }
    }

    public static List<Selector> of(String expression) {
        Matcher values = LABEL_VALUES.matcher(expression);
        String text = values.matches() ? values.group(1) : expression;
        text = LABEL_LIST
                .matcher(RANGE_OF_A_SUBQUERY.matcher(text).replaceAll(" "))
                .replaceAll(" ");
        text = text.replaceAll("\\b(offset|@)\\s+\\S+?(?=[\\s)]|$)", " ");
        // What label_replace is told is no metric.
        text = BRACES_OR_STRING
                .matcher(text)
                .replaceAll(part -> part.group().startsWith("{") ? Matcher.quoteReplacement(part.group()) : " ");
        List<Selector> selectors = new ArrayList<>();
        for (Matcher word = SELECTOR.matcher(text); word.find(); ) {
            String name = word.group(1);
            boolean function = word.group(2) == null && word.group(4) != null;
            if (!function && !KEYWORDS.contains(name) && !isAggregation(name)) {
                selectors.add(new Selector(
                        name, orEmpty(word.group(2)), orEmpty(word.group(3)).replaceAll("[\\[\\]]|:.*", "")));
            }
        }
        return selectors;
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** {@code sum by (x) (…)} loses its list above and stands before a parenthesis or a space. */
    private static boolean isAggregation(String word) {
        return Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "group", "stddev")
                .contains(word);
    }
}
