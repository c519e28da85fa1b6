package io.finops.simulators.gateway;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of consecutive records with the indexes to find them by. When it is dropped, everything about them goes. */
final class Segment {
    final SegmentStorage storage;
    private final PositionIndex charges;
    private final PositionIndex refunds = new PositionIndex(16);
    private final PositionIndex capturedReferences;
    private final Map<String, Long> refundedByCharge = new HashMap<>();
    private int records;

    Segment(SegmentStorage storage, int expectedRecords) {
        this.storage = storage;
        this.charges = new PositionIndex(expectedRecords);
        this.capturedReferences = new PositionIndex(expectedRecords);
    }

    int records() {
        return records;
    }

    void index(Charge charge, int position) {
        charges.put(Hash.of(charge.key()), position);
        if (charge.approved()) {
            capturedReferences.put(Hash.of(charge.reference()), position);
        }
        records++;
    }

    void index(Refund refund, int position) {
        refunds.put(Hash.of(refund.key()), position);
        if (refund.refunded()) {
            refundedByCharge.merge(refund.charge(), refund.amount(), Long::sum);
        }
        records++;
    }

    @Nullable
    Charge charge(String key) {
        return charge(charges.find(Hash.of(key), position -> {
            Charge candidate = charge(position);
            return candidate != null && candidate.key().equals(key);
        }));
    }

    @Nullable
    Refund refund(String key) {
        return refund(refunds.find(Hash.of(key), position -> {
            Refund candidate = refund(position);
            return candidate != null && candidate.key().equals(key);
        }));
    }

    /** How many captures of this reference the segment holds, up to {@code most}. */
    int captures(String reference, int most) {
        int[] found = {0};
        capturedReferences.find(Hash.of(reference), position -> {
            Charge candidate = charge(position);
            return candidate != null && candidate.reference().equals(reference) && ++found[0] >= most;
        });
        return found[0];
    }

    long refunded(String chargeKey) {
        return refundedByCharge.getOrDefault(chargeKey, 0L);
    }

    private @Nullable Charge charge(int position) {
        return position == PositionIndex.NONE ? null : RecordLine.charge(storage.read(position));
    }

    private @Nullable Refund refund(int position) {
        return position == PositionIndex.NONE ? null : RecordLine.refund(storage.read(position));
    }
}
