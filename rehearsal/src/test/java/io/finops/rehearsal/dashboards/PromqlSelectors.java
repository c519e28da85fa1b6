package io.finops.rehearsal.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the vector selectors of a PromQL expression: a name, and its matchers if it has any. No parser: it knows what else a
 * word can be (a function, a keyword, a label in a {@code by} list) and takes the rest for metrics.
 */
final class PromqlSelectors {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "offset", "bool", "atan2", "inf", "nan");
    private static final Pattern LABEL_LIST =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.*),\\s*\\w+\\)$");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR = Pattern.compile(
            "(?<![\\w:$])([a-zA-Z_:][\\w:]*)\\s*(\\{(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*})?\\s*(\\()?");

    private PromqlSelectors() {}

    /** A metric's name and its matchers, as written; empty without any. */
    record Selector(String metric, String matchers) {
        /** Whether one value of the label is chosen, by a constant or by a variable. */
        boolean pins(String label) {
            return Pattern.compile("[{,]\\s*" + label + "\\s*=\\s*\"[^\"]+\"")
                    .matcher(matchers)
                    .find();
        }
    }

    static List<Selector> of(String expression) {
        Matcher values = LABEL_VALUES.matcher(expression);
        String text = values.matches() ? values.group(1) : expression;
        text = LABEL_LIST.matcher(RANGE.matcher(text).replaceAll(" ")).replaceAll(" ");
        text = text.replaceAll("\\b(offset|@)\\s+\\S+?(?=[\\s)]|$)", " ");
        List<Selector> selectors = new ArrayList<>();
        for (Matcher word = SELECTOR.matcher(text); word.find(); ) {
            String name = word.group(1);
            boolean function = word.group(2) == null && word.group(3) != null;
            if (!function && !KEYWORDS.contains(name) && !isAggregation(name)) {
                selectors.add(new Selector(name, word.group(2) == null ? "" : word.group(2)));
            }
        }
        return selectors;
    }

    /** {@code sum by (x) (…)} loses its list above and stands before a parenthesis or a space. */
    private static boolean isAggregation(String word) {
        return Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "group", "stddev")
                .contains(word);
    }
}
