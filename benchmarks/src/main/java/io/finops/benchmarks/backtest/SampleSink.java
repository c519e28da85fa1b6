package io.finops.benchmarks.backtest;

import java.io.IOException;

/** Where a scrape's samples go. */
@FunctionalInterface
interface SampleSink {
    void sample(String series, double value) throws IOException;
}
