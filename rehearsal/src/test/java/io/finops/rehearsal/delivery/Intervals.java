package io.finops.rehearsal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;

/** The times in the configuration, changed where a test cannot wait for them or has no power over the clock. */
final class Intervals {
    private static final Pattern ROUTE =
            Pattern.compile("(group_wait|group_interval|repeat_interval): (\\d+)(s|m|h)\\b");
    private static final String WEEKDAYS = "weekdays: [\"monday:friday\"]";
    private static final String HOURS = "times: [{start_time: \"07:00\", end_time: \"17:00\"}]";

    private Intervals() {}

    /** Every interval of every route divided by the same number: what is five of another stays five of it. */
    static String faster(String yaml, int times) {
        assertThat(ROUTE.matcher(yaml).find()).isTrue();
        return ROUTE.matcher(yaml).replaceAll(interval -> {
            Duration duration = Duration.parse("PT" + interval.group(2) + interval.group(3));
            return interval.group(1) + ": " + duration.dividedBy(times).toMillis() + "ms";
        });
    }

    /** Business hours are on these days, all day. */
    static String open(String yaml, String weekdays) {
        assertThat(yaml).contains(WEEKDAYS, HOURS);
        return yaml.replace(WEEKDAYS, "weekdays: [\"" + weekdays + "\"]")
                .replace(HOURS, "times: [{start_time: \"00:00\", end_time: \"24:00\"}]");
    }

    static String alwaysOpen(String yaml) {
        return open(yaml, "sunday:saturday");
    }
}
