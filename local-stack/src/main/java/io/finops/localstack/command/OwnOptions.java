package io.finops.localstack.command;

import io.finops.localstack.UsageException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options that only the named drill or bench knows: {@code --kills 20} or {@code --kills=20}. */
public final class OwnOptions {
    private OwnOptions() {}

    /**
     * Reads them.
     *
     * @param known names without dashes, and their defaults
     */
    public static Map<String, String> parse(String subject, Map<String, String> known, List<String> arguments) {
        Map<String, String> options = new LinkedHashMap<>(known);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = argument.substring(0, equals < 0 ? argument.length() : equals);
            if (!name.startsWith("--") || !known.containsKey(name.substring(2))) {
                throw new UsageException(subject + " knows no " + argument + "; it knows "
                        + (known.isEmpty() ? "no options of its own" : "--" + String.join(", --", known.keySet())));
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new UsageException(name + " needs a value");
            }
            options.put(name.substring(2), equals < 0 ? rest.next() : argument.substring(equals + 1));
        }
        return options;
    }

    /** The value of a read option as a whole number. */
    public static int number(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException("--" + name + " is not a whole number: " + value);
        }
    }
}
