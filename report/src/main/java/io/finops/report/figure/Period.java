package io.finops.report.figure;

import java.time.Duration;
import java.time.Instant;

/**
 * What the report speaks of.
 *
 * @param end its end; every query is asked for this instant
 * @param length its length, whole minutes
 */
public record Period(Instant end, Duration length) {
    private static final Duration LONG = Duration.ofHours(6);

    public Period {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a period has at least a minute: " + length);
        }
    }

    public Instant start() {
        return end.minus(length);
    }

    /** Whether single minutes no longer count. */
    public boolean isLong() {
        return length.compareTo(LONG) > 0;
    }

    /** As PromQL writes it: {@code 7d}, {@code 1h}. */
    public String window() {
        return promql(length);
    }

    /** As people write it: {@code 7 days}. */
    public String words() {
        long days = length.toDays();
        if (days > 0 && length.equals(Duration.ofDays(days))) {
            return days == 1 ? "day" : days + " days";
        }
        long hours = length.toHours();
        return hours == 1 ? "hour" : hours + " hours";
    }

    /**
     * A recorded rate, summed up over the period: what is missing counts as nothing. The rate is read in steps of a minute, so that a stack that has
     * just been started has some, and a history with few samples adds up like the live series with many. A rate over minutes counts late: where these
     * matter, use {@link #total}.
     */
    public String sum(String rate) {
        return sum(rate, "");
    }

    /**
     * Since when in the period there are payments in Prometheus, in seconds since the epoch. Without {@code timestamp()}, which Prometheus looks up from the beginning of the
     * series at each step: over thirty days that took more than a minute.
     */
    public String seenSince() {
        return seenSince("");
    }

    /** The same of the period before. */
    public String seenSinceBefore() {
        return seenSince(" offset " + window());
    }

    private String seenSince(String offset) {
        return "min_over_time((0 * finops:transactions_approved:rate5m + time())[" + window() + ":60s]" + offset + ")";
    }

    /** Whether a period of this length that began then is as good as whole: nine tenths of it. */
    public boolean isWhole(Instant began, double seenSince) {
        return seenSince - began.getEpochSecond() <= 0.1 * length.toSeconds();
    }

    /** The same of the period before. */
    public String sumBefore(String rate) {
        return sum(rate, " offset " + window());
    }

    private String sum(String rate, String offset) {
        int reach = isLong() ? 300 : 120;
        return "sum_over_time(avg_over_time(" + rate + "[" + reach + "s])[" + window() + ":60s]" + offset + ") * 60";
    }

    /**
     * What counters added up to in the period: by the recorded rate where single minutes no longer count, otherwise by the counters themselves, because a rate over five minutes
     * has seen only half of what happened since a start ten minutes ago.
     *
     * @param increase an expression with {@code RANGE} behind every counter
     */
    public String total(String rate, String increase) {
        return isLong() ? sum(rate) : increase.replace("RANGE", "[" + window() + "]");
    }

    /** The same of the period before. */
    public String totalBefore(String rate, String increase) {
        return isLong() ? sumBefore(rate) : increase.replace("RANGE", "[" + window() + "] offset " + window());
    }

    /** The distance of a chart's points. */
    public Duration step() {
        return Duration.ofSeconds(Math.max(30, length.toSeconds() / 120));
    }

    /** A range in PromQL that is as long as a step, and long enough to find a sample of a loaded history. */
    public String reach() {
        return promql(Duration.ofSeconds(Math.max(120, step().toSeconds())));
    }

    private static String promql(Duration length) {
        long seconds = length.toSeconds();
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds + "s";
    }
}
