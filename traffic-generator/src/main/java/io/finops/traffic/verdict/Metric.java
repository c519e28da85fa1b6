package io.finops.traffic.verdict;

import io.finops.traffic.load.Event;
import io.finops.traffic.load.Results;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** What a threshold speaks of. */
sealed interface Metric {
    Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9);

    /** The value in the metric's own unit; empty when there is nothing to measure. */
    OptionalDouble measure(Results results);

    /** What a number with this unit is to be multiplied with; empty when the metric has no such unit. */
    OptionalDouble unit(String unit);

    /** Whether it is about the latency, which only a run with a schedule has. */
    default boolean ofLatency() {
        return false;
    }

    /** A value for people. */
    String show(double value);

    /**
     * The metric of a name.
     *
     * @param relative whether the limit is given in per cent
     * @throws IllegalArgumentException with one line that says which there are
     */
    static Metric named(String name, boolean relative) {
        String time = name.startsWith("service_") ? name.substring("service_".length()) : name;
        boolean service = !time.equals(name);
        if (time.equals("mean") || time.equals("max")) {
            return new Time(service, time.equals("max") ? 100 : -1);
        }
        if (time.matches("p[0-9]+(\\.[0-9]+)?") && Double.parseDouble(time.substring(1)) <= 100) {
            return new Time(service, Double.parseDouble(time.substring(1)));
        }
        return switch (name) {
            case "errors" ->
                relative
                        ? new Quantity(Results::errorShare, r -> r.counts().ended(), true)
                        : new Quantity(
                                r -> r.counts().of(Event.Kind.ERROR),
                                r -> r.counts().ended(),
                                false);
            case "late" -> ofSchedule(Event.LATE, relative);
            case "dropped" -> ofSchedule(Event.DROPPED, relative);
            case "rate" -> new Quantity(Results::answeredRate, Metric::scheduled, false);
            default ->
                throw new IllegalArgumentException("'" + name
                        + "' cannot have a threshold; p50 to p99.99, mean, max, the same with service_ before them, errors,"
                        + " late, dropped and rate can");
        };
    }

    private static Metric ofSchedule(Event event, boolean relative) {
        return relative
                ? new Quantity(r -> Results.share(r.counts().of(event), scheduled(r)), Metric::scheduled, true)
                : new Quantity(r -> r.counts().of(event), Metric::scheduled, false);
    }

    private static long scheduled(Results results) {
        return results.counts().of(Event.SCHEDULED);
    }

    /**
     * A percentile or the mean, in nanoseconds.
     *
     * @param service of the service time instead of the latency
     * @param percentile negative for the mean
     */
    record Time(boolean service, double percentile) implements Metric {
        @Override
        public OptionalDouble measure(Results results) {
            Histogram times =
                    service ? results.times().service() : results.times().latency();
            if (times.getTotalCount() == 0) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(percentile < 0 ? times.getMean() : times.getValueAtPercentile(percentile));
        }

        @Override
        public boolean ofLatency() {
            return !service;
        }

        @Override
        public OptionalDouble unit(String unit) {
            Double nanos = NANOS.get(unit);
            return nanos == null ? OptionalDouble.empty() : OptionalDouble.of(nanos);
        }

        @Override
        public String show(double value) {
            return String.format(Locale.ROOT, "%.3f ms", value / 1e6);
        }
    }

    /**
     * A count, a rate, or a share when the limit is in per cent.
     *
     * @param among how many could have counted; with none, there is nothing to judge
     */
    record Quantity(ToDoubleFunction<Results> value, ToLongFunction<Results> among, boolean relative)
            implements Metric {
        @Override
        public OptionalDouble measure(Results results) {
            return among.applyAsLong(results) == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(value.applyAsDouble(results));
        }

        @Override
        public OptionalDouble unit(String unit) {
            return switch (unit) {
                case "%" -> relative ? OptionalDouble.of(0.01) : OptionalDouble.empty();
                case "", "/s" -> OptionalDouble.of(1);
                default -> OptionalDouble.empty();
            };
        }

        @Override
        public String show(double value) {
            return relative
                    ? String.format(Locale.ROOT, "%.3f %%", value * 100)
                    : String.format(Locale.ROOT, "%.10g", value).replaceAll("\\.?0+$", "");
        }
    }
}
