package io.finops.costexporter.refresh;

import io.finops.costexporter.aws.FailureReason;
import java.time.Duration;
import java.time.Instant;

/** Hears how each collector's attempts end. */
public interface RefreshListener {
    void succeeded(String collector, Instant at, Duration took);

    void failed(String collector, FailureReason reason);
}
