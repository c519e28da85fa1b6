package io.finops.costexporter.refresh;

import io.finops.costexporter.source.FailureReason;
import java.time.Duration;
import java.time.Instant;

/** Hears how each collector's attempts begin and end. */
public interface RefreshListener {
    void began(String collector, Instant at);

    void succeeded(String collector, Instant at, Duration took);

    void failed(String collector, FailureReason reason);

    /** After either of the two, and where neither could be said. */
    void ended(String collector);
}
