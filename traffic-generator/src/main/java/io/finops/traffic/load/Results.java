package io.finops.traffic.load;

import java.util.List;

/**
 * All that a run has measured.
 *
 * @param seconds how long requests were sent
 * @param counts of the whole run
 * @param times of the whole run
 * @param answers of the whole run, by HTTP status
 * @param slowest the slowest requests that carried a trace, one of a second at most, the slowest first
 */
public record Results(
        double seconds, Counts counts, Distributions times, List<HttpAnswers> answers, List<Slowest> slowest) {
    public Results {
        slowest = List.copyOf(slowest);
        answers = List.copyOf(answers);
    }

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

    /** A part of a whole; 0 of nothing. */
    public static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
