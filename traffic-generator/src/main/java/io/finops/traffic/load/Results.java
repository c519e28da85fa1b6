package io.finops.traffic.load;

/**
 * All that a run has measured.
 *
 * @param seconds how long requests were sent
 * @param counts of the whole run
 * @param times of the whole run
 */
public record Results(double seconds, Counts counts, Distributions times) {
    /** Arrivals that were sent, without retries. */
    public long sentOfSchedule() {
        return counts.of(Event.SENT) - counts.of(Event.RETRY);
    }

    /** Requests that came to a bad end, as a share of those that came to an end; 0 when none did. */
    public double errorShare() {
        return share(counts.of(Event.Kind.ERROR), counts.ended());
    }

    /** Good answers a second. */
    public double answeredRate() {
        return seconds == 0 ? 0 : counts.of(Event.Kind.ANSWER) / seconds;
    }

    /** Whether any HTTP answer came at all. */
    public boolean everAnswered() {
        return counts.of(Event.Kind.ANSWER) + counts.of(Event.HTTP_4XX) + counts.of(Event.HTTP_5XX) > 0;
    }

    /** A part of a whole; 0 of nothing. */
    public static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
