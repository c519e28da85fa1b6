package io.finops.localstack.config;

import io.finops.localstack.StackException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small template form of {@code docs/decisions/0004-rendered-configuration.md}: {@code ${NAME}}, and blocks between the comment
 * lines {@code # begin CONDITION} and {@code # end …} that are left out when the condition does not hold. Pure.
 *
 * @param values what stands for a name; empty for a name that nobody knows
 * @param conditions whether the block of this condition stays, for example {@code channel slack}
 */
record Template(Function<String, Optional<String>> values, Predicate<String> conditions) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final Pattern BEGIN = Pattern.compile("\\s*# begin (.+?)\\s*");
    private static final Pattern END = Pattern.compile("\\s*# end (.+?)\\s*");

    String render(String source, String file) {
        StringBuilder out = new StringBuilder();
        Deque<Boolean> kept = new ArrayDeque<>();
        for (String line : source.lines().toList()) {
            Matcher begin = BEGIN.matcher(line);
            if (begin.matches()) {
                kept.push(!kept.contains(false) && conditions.test(begin.group(1)));
            } else if (END.matcher(line).matches()) {
                if (kept.isEmpty()) {
                    throw new StackException(file + ": \"" + line.strip() + "\" ends no block");
                }
                kept.pop();
            } else if (!kept.contains(false)) {
                out.append(replace(line, file)).append('\n');
            }
        }
        if (!kept.isEmpty()) {
            throw new StackException(file + ": a \"# begin\" block has no \"# end\"");
        }
        return out.toString();
    }

    private String replace(String line, String file) {
        if (line.stripLeading().startsWith("#")) {
            return line;
        }
        return PLACEHOLDER
                .matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))
                        .orElseThrow(
                                () -> new StackException(file + ": nothing is known for ${" + match.group(1) + "}"))));
    }
}
