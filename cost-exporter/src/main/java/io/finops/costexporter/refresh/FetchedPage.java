package io.finops.costexporter.refresh;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import java.time.Instant;
import java.util.List;

/**
 * How a fetched value is published.
 *
 * @param <T> the value
 */
public interface FetchedPage<T> {
    /** All that it may ever write. */
    List<MetricFamily> families();

    void write(PageBuilder page, T value, Instant now);
}
