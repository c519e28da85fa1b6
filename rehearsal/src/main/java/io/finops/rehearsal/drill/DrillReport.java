package io.finops.rehearsal.drill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a drill saw.
 *
 * @param passed whether everything was as it must be; decides the exit code
 * @param verdict one line for people
 * @param fields what {@code --json} prints, in this order; begins with {@code drill}
 */
public record DrillReport(boolean passed, String verdict, Map<String, Object> fields) {
    public DrillReport {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
