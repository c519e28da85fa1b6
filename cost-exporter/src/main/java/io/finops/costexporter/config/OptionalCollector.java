package io.finops.costexporter.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be switched on beside spend. Each needs permissions of its own. */
public enum OptionalCollector {
    FORECAST,
    ANOMALIES,
    BUDGETS,
    SAVINGS_PLANS,
    RESERVATIONS,
    USAGE,
    RECOMMENDATIONS,
    MONTH_CHANGE;

    private static final String PROPERTY = "cost-exporter.collectors";

    /** The name in configuration, and in the label {@code collector}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads what is configured, or throws an {@link InvalidConfiguration}.
     *
     * @param words null where nothing is configured: then all against a simulator, which bills nothing, and none on AWS
     */
    public static Set<OptionalCollector> of(@Nullable List<String> words, boolean simulated) {
        if (words == null) {
            return simulated ? EnumSet.allOf(OptionalCollector.class) : Set.of();
        }
        Set<OptionalCollector> chosen = EnumSet.noneOf(OptionalCollector.class);
        for (String word : words) {
            chosen.add(Arrays.stream(values())
                    .filter(collector -> collector.label().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidConfiguration(PROPERTY, word, "any of " + accepted())));
        }
        return Collections.unmodifiableSet(chosen);
    }

    private static String accepted() {
        return Arrays.stream(values()).map(OptionalCollector::label).collect(Collectors.joining(", "));
    }
}
