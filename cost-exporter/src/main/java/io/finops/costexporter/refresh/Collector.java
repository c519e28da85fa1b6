package io.finops.costexporter.refresh;

import java.time.Duration;
import java.time.Instant;

/** One thing that is fetched from AWS, at a cadence of its own. Called by one thread at a time. */
public interface Collector {
    /** The value of the label {@code collector}. */
    String name();

    Duration interval();

    /** Whether it holds anything to publish, fetched now or before a restart. */
    boolean hasFigures();

    /**
     * Fetches and keeps the result, or changes nothing.
     *
     * @param thorough whether everything is read again, not only what is likely to have changed
     * @throws io.finops.costexporter.aws.ReadFailure if it could not be fetched
     */
    void collect(Instant now, boolean thorough);
}
