package io.finops.simulators.gateway;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The charges and refunds that the gateway remembers: the newest in full, everything in the totals. Memory is bounded by
 * dropping the oldest segment as a whole. Not thread-safe; the gateway's event loop owns it.
 */
final class GatewayRecord implements AutoCloseable {
    private final SegmentSource source;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final GatewayTotals totals;

    GatewayRecord(SegmentSource source) {
        this.source = source;
        this.totals = source.restore(segments);
        while (segments.size() > source.mostSegments()) {
            segments.removeFirst().storage.delete();
        }
        if (segments.isEmpty()) {
            roll();
        }
    }

    @Nullable
    Charge charge(String key) {
        for (Iterator<Segment> newestFirst = segments.descendingIterator(); newestFirst.hasNext(); ) {
            Charge charge = newestFirst.next().charge(key);
            if (charge != null) {
                return charge;
            }
        }
        return null;
    }

    @Nullable
    Refund refund(String key) {
        for (Iterator<Segment> newestFirst = segments.descendingIterator(); newestFirst.hasNext(); ) {
            Refund refund = newestFirst.next().refund(key);
            if (refund != null) {
                return refund;
            }
        }
        return null;
    }

    /** What has been given back from a charge, in minor units. */
    long refunded(String chargeKey) {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.refunded(chargeKey);
        }
        return sum;
    }

    void add(Charge charge) {
        Segment segment = current();
        int position = segment.storage.append(RecordLine.of(charge));
        totals.add(charge, charge.approved() && capturesBefore(segments, charge.reference()) == 1);
        segment.index(charge, position);
    }

    void add(Refund refund) {
        Segment segment = current();
        int position = segment.storage.append(RecordLine.of(refund));
        totals.add(refund);
        segment.index(refund, position);
    }

    GatewayTotals.Snapshot totals() {
        return totals.snapshot();
    }

    /** 0, 1, or 2 for more: the second capture of a reference is the one that makes it a doubled reference. */
    static int capturesBefore(Iterable<Segment> segments, String reference) {
        int captures = 0;
        for (Segment segment : segments) {
            captures += segment.captures(reference, 2 - captures);
            if (captures >= 2) {
                return captures;
            }
        }
        return captures;
    }

    @Override
    public void close() {
        segments.forEach(segment -> segment.storage.close());
        source.close();
    }

    private Segment current() {
        Segment newest = segments.getLast();
        return newest.records() < source.recordsPerSegment() ? newest : roll();
    }

    private Segment roll() {
        Segment next = source.next(totals);
        segments.addLast(next);
        while (segments.size() > source.mostSegments()) {
            segments.removeFirst().storage.delete();
        }
        return next;
    }
}
