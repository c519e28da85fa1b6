package io.finops.traffic.verdict;

import io.finops.traffic.load.Results;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A promise about a run, such as {@code p99<250ms}, {@code errors<0.1%} or {@code rate>=11.5}.
 *
 * @param text as the user wrote it
 * @param metric what is measured
 * @param comparison how it is held against the limit
 * @param limit in the metric's unit
 */
public record Threshold(String text, Metric metric, Comparison comparison, double limit) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z_]+(?:[0-9.]*[0-9])?)\\s*(<=|>=|<|>)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-z/%]*)\\s*");

    /** The four ways to compare. */
    enum Comparison {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        boolean holds(double measured, double limit) {
            return switch (this) {
                case BELOW -> measured < limit;
                case AT_MOST -> measured <= limit;
                case ABOVE -> measured > limit;
                case AT_LEAST -> measured >= limit;
            };
        }
    }

    /**
     * How a threshold came out.
     *
     * @param measured empty when the run gave nothing to measure, which fails
     */
    public record Outcome(Threshold threshold, OptionalDouble measured, boolean passed) {
        /** What was measured, with its unit. */
        public String shown() {
            return measured.isPresent() ? threshold.metric.show(measured.getAsDouble()) : "nothing";
        }
    }

    /**
     * Reads a threshold.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static Threshold parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw wrong(text);
        }
        Metric metric = Metric.named(matcher.group(1), matcher.group(4).equals("%"));
        OptionalDouble factor = metric.unit(matcher.group(4));
        if (factor.isEmpty()) {
            throw wrong(text);
        }
        double limit = Double.parseDouble(matcher.group(3)) * factor.getAsDouble();
        return new Threshold(text.strip(), metric, Comparison.of(matcher.group(2)), limit);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a threshold such as p99<250ms, service_p95<100ms, errors<0.1% or rate>=11.5");
    }

    /** Whether it is about the latency, which only a run with a schedule has. */
    public boolean ofLatency() {
        return metric.ofLatency();
    }

    /** Holds the threshold against a run. */
    public Outcome judge(Results results) {
        OptionalDouble measured = metric.measure(results);
        boolean passed = measured.isPresent() && comparison.holds(measured.getAsDouble(), limit);
        return new Outcome(this, measured, passed);
    }
}
