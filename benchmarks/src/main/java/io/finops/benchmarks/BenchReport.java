package io.finops.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param lines the table for people
 * @param fields what {@code --json} prints, in this order
 */
public record BenchReport(List<String> lines, Map<String, Object> fields) {
    public BenchReport {
        lines = List.copyOf(lines);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
