package io.finops.costexporter.publish;

import java.time.Instant;
import java.util.List;

/** A part of the page. Writes what it knows at an instant; never waits, never asks. */
public interface PageSection {
    /** The collectors whose figures it publishes: what is down where they cannot be published. */
    List<String> collectors();

    /** All that it may ever write. */
    List<MetricFamily> families();

    void write(PageBuilder page, Instant now);
}
