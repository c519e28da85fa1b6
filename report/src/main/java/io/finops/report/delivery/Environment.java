package io.finops.report.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Settings by environment variable; an empty one is as good as none. */
record Environment(Map<String, String> variables) {
    Environment {
        variables = Map.copyOf(variables);
    }

    /** Empty when it is not set. */
    String value(String name) {
        return variables.getOrDefault(name, "").strip();
    }

    /**
     * Of the variable, or of the file that {@code NAME_FILE} names; empty when neither is set.
     *
     * @throws SettingException if that file cannot be read
     */
    String secret(String name) {
        String file = value(name + "_FILE");
        if (file.isEmpty()) {
            return value(name);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new SettingException(name + "_FILE: cannot read " + file);
        }
    }
}
