package io.finops.costexporter.refresh;

import io.finops.costexporter.source.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class HeardEvents implements RefreshListener {
    /** Everything, in turn. */
    final List<String> all = new ArrayList<>();

    /** How attempts came out. */
    final List<String> outcomes = new ArrayList<>();

    @Override
    public void began(String collector, Instant at) {
        all.add(collector + " began " + at);
    }

    @Override
    public void succeeded(String collector, Instant at, Duration took) {
        outcome(collector + " succeeded");
    }

    @Override
    public void failed(String collector, FailureReason reason) {
        outcome(collector + " failed " + reason.label());
    }

    @Override
    public void ended(String collector) {
        all.add(collector + " ended");
    }

    private void outcome(String outcome) {
        outcomes.add(outcome);
        all.add(outcome);
    }
}
