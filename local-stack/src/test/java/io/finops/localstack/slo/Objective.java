package io.finops.localstack.slo;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service level objective over 30 days, as its file in {@code prometheus/slo} says it.
 *
 * @param indicator what is bad
 * @param target the share that is good, between 0 and 1
 * @param page the alert for a budget that is gone within days; absent where nobody is to be woken
 * @param ticket the alert for a budget that will not last the month
 */
record Objective(
        String title,
        String service,
        String slo,
        String team,
        BigDecimal target,
        Indicator indicator,
        Optional<BurnAlert> page,
        BurnAlert ticket) {

    /** Either a share of events or a share of time. In expressions {@code @window@} is the length of a window. */
    sealed interface Indicator {}

    /**
     * Bad events of all events.
     *
     * @param badRevenue what the revenue of bad events is, for people
     */
    record Events(String bad, String total, String badRevenue) implements Indicator {}

    /** The share of time in which a recorded series is 1. */
    record Time(String series, String bad) implements Indicator {}

    /** What people read of an alert; the generator adds how fast the budget burns. */
    record BurnAlert(String name, String summary, String description) {}

    static Objective read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<?, ?> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new Objective(
                    text(yaml, "title"),
                    text(yaml, "service"),
                    text(yaml, "slo"),
                    text(yaml, "team"),
                    new BigDecimal(text(yaml, "objective")),
                    yaml.get("events") instanceof Map<?, ?> events
                            ? new Events(text(events, "bad"), text(events, "total"), text(events, "bad_revenue"))
                            : time(yaml.get("time"), file),
                    Optional.ofNullable(yaml.get("page")).map(Objective::alert),
                    alert(yaml.get("ticket")));
        }
    }

    String id() {
        return service + "-" + slo;
    }

    BigDecimal budget() {
        return BigDecimal.ONE.subtract(target);
    }

    private static Time time(@Nullable Object yaml, Path file) {
        if (yaml instanceof Map<?, ?> time) {
            return new Time(text(time, "record"), text(time, "bad"));
        }
        throw new IllegalArgumentException(file + " has neither events nor time");
    }

    private static BurnAlert alert(@Nullable Object yaml) {
        if (yaml instanceof Map<?, ?> alert) {
            return new BurnAlert(text(alert, "alert"), text(alert, "summary"), text(alert, "description"));
        }
        throw new IllegalArgumentException("an alert has a name, a summary and a description");
    }

    private static String text(Map<?, ?> yaml, String key) {
        if (yaml.get(key) instanceof String text) {
            return text.strip();
        }
        throw new IllegalArgumentException(key + " is missing, or is no text");
    }
}
