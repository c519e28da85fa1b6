package io.finops.simulators.gateway;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The gateway's decisions and their record, without HTTP, faults of transport, or delay. Not thread-safe. */
final class CardGateway implements AutoCloseable {
    private final ChargePolicy policy;
    private final GatewayRecord gatewayRecord;
    private final Clock clock;

    CardGateway(ChargePolicy policy, GatewayRecord gatewayRecord, Clock clock) {
        this.policy = policy;
        this.gatewayRecord = gatewayRecord;
        this.clock = clock;
    }

    @Nullable
    Charge findCharge(String key) {
        return gatewayRecord.charge(key);
    }

    @Nullable
    Refund findRefund(String key) {
        return gatewayRecord.refund(key);
    }

    /**
     * Decides and records a charge whose key is new.
     *
     * @param furtherDeclines share of what would be approved that is declined all the same
     * @param uncaptured share of what is approved of which nothing is captured
     */
    Charge charge(ChargeRequest request, double furtherDeclines, double uncaptured) {
        boolean approved = policy.approves(request, furtherDeclines);
        Charge charge = new Charge(
                request.key(),
                request.reference(),
                Hash.of(request.paymentMethod()),
                request.amount(),
                request.currency(),
                approved,
                approved && policy.captures(request, uncaptured) ? request.amount() : 0,
                approved ? ChargePolicy.fee(request.amount(), request.currency()) : 0,
                approved ? null : policy.declineCode(request),
                clock.millis());
        gatewayRecord.add(charge);
        return charge;
    }

    /** Decides and records a refund whose key is new: refused where more would be given back than was captured. */
    Refund refund(String key, Charge charge, long amount) {
        boolean covered = amount <= charge.captured() - gatewayRecord.refunded(charge.key());
        Refund refund = new Refund(key, charge.key(), amount, charge.currency(), covered, clock.millis());
        gatewayRecord.add(refund);
        return refund;
    }

    GatewayTotals totals() {
        return gatewayRecord.totals();
    }

    @Override
    public void close() {
        gatewayRecord.close();
    }
}
