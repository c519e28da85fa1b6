package io.finops.traffic.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in about a second of a run.
 *
 * @param seconds when it ended, in seconds after the start
 * @param length in seconds
 * @param counts what was counted in it
 * @param times of what ended in it
 * @param slowest of those with a trace that ended in it
 * @param total what was counted since the start
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
