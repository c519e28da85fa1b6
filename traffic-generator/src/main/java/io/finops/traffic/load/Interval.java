package io.finops.traffic.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in about one second of a run.
 *
 * @param seconds when it ended, in seconds after the start
 * @param length in seconds
 * @param counts counts in this interval
 * @param times times of requests that ended in it
 * @param slowest the slowest request with a trace that ended in it
 * @param total counts since the start
 * @param answers since the start, by HTTP status
 */
public record Interval(
        double seconds,
        double length,
        Counts counts,
        Distributions times,
        @Nullable Slowest slowest,
        Counts total,
        List<HttpAnswers> answers) {}
