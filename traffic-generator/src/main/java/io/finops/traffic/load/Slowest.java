package io.finops.traffic.load;

import org.jspecify.annotations.Nullable;

/** The slowest request of an interval that carried a trace. */
public record Slowest(long nanos, String traceId) {
    /** The slower of two, where there are two. */
    public static @Nullable Slowest of(@Nullable Slowest one, @Nullable Slowest other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.nanos >= other.nanos ? one : other;
    }
}
