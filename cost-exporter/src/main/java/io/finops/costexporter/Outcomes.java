package io.finops.costexporter;

import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.RefreshListener;
import io.finops.costexporter.source.FailureReason;
import java.time.Duration;
import java.time.Instant;

/** What follows from each read: the collector's own metrics, the page, and the figures on disk. */
record Outcomes(CollectorStatus status, Publisher publisher, Snapshot snapshot) implements RefreshListener {
    @Override
    public void began(String collector, Instant at) {
        status.began(collector, at);
    }

    @Override
    public void succeeded(String collector, Instant at, Duration took) {
        status.succeeded(collector, at, took);
        publisher.publish();
        snapshot.save();
    }

    @Override
    public void failed(String collector, FailureReason reason) {
        status.failed(collector, reason);
        if (reason == FailureReason.DATA_UNAVAILABLE) {
            snapshot.save(); // that there is nothing yet is known as well: a restart is as ready
        }
    }

    @Override
    public void ended(String collector) {
        status.ended(collector);
    }
}
