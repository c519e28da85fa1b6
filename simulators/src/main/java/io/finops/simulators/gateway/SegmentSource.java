package io.finops.simulators.gateway;

import java.util.Deque;

/** Makes the segments of a {@link GatewayRecord}, and finds those of an earlier run. */
interface SegmentSource {
    int mostSegments();

    int recordsPerSegment();

    /** Adds the segments of an earlier run, oldest first, and returns the totals that they lead to. */
    GatewayTotals restore(Deque<Segment> segments);

    /** A new, empty segment that begins with the totals so far. */
    Segment next(GatewayTotals soFar);

    void close();

    /** Keeps 150,000 to 180,000 records in about 40 MB of heap. Nothing survives a restart. */
    final class InMemory implements SegmentSource {
        @Override
        public int mostSegments() {
            return 6;
        }

        @Override
        public int recordsPerSegment() {
            return 30_000;
        }

        @Override
        public GatewayTotals restore(Deque<Segment> segments) {
            return new GatewayTotals();
        }

        @Override
        public Segment next(GatewayTotals soFar) {
            return new Segment(new SegmentStorage.InMemory(), recordsPerSegment());
        }

        @Override
        public void close() {}
    }
}
