package io.finops.costexporter.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One thing that is fetched from AWS, at a cadence of its own. Called by one thread at a time. */
public interface Collector {
    /** The value of the label {@code collector}. */
    String name();

    Duration interval();

    /** Whether its requests cost money. */
    default boolean paid() {
        return true;
    }

    /** Until when what was read at an instant is worth anything, were its interval longer. */
    default Instant validUntil(Instant read) {
        return Instant.MAX;
    }

    /** Whether it holds anything to publish, fetched now or before a restart. */
    boolean hasFigures();

    /**
     * Fetches and keeps the result, or changes nothing.
     *
     * @param thorough whether everything is read again, not only what is likely to have changed
     * @return what the log is to say of it, names and values in turn
     * @throws io.finops.costexporter.aws.ReadFailure if it could not be fetched
     */
    List<Object> collect(Instant now, boolean thorough);
}
