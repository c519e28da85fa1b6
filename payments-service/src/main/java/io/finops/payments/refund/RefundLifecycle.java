package io.finops.payments.refund;

import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.ledger.Claim;
import io.finops.payments.ledger.KeyRecord;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.money.Money;
import io.finops.payments.operation.KeyedOperation;
import io.finops.payments.operation.Lease;
import io.finops.payments.operation.Taken;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How a refund begins: its key is claimed and its value reserved. Thread-safe. */
final class RefundLifecycle {
    private final RefundLedger ledger;
    private final KeyedOperation<Refund, GatewayAnswer.Refund> refunding;
    private final Duration lease;
    private final Clock clock;

    RefundLifecycle(
            RefundLedger ledger, KeyedOperation<Refund, GatewayAnswer.Refund> refunding, Lease lease, Clock clock) {
        this.ledger = ledger;
        this.refunding = refunding;
        this.lease = lease.duration();
        this.clock = clock;
    }

    Taken<Refund> take(Payment payment, IdempotencyKey key, Money amount) {
        RequestHash hash = RequestHash.of("refund", payment.id().value(), amount.minorUnits());
        Optional<KeyRecord> known = ledger.findKey(payment.merchant(), key);
        if (known.isPresent()) {
            return refunding.repeated(payment.merchant(), known.get(), hash);
        }
        RefundId id = RefundId.next(clock.millis());
        Claim claim = ledger.claim(id, payment, amount, key, hash, lease);
        if (claim instanceof Claim.Claimed claimed) {
            return refunding.begun(Refund.claimed(id, payment, amount, claimed.createdAt()));
        }
        return claim instanceof Claim.Exceeds
                ? new Taken.Exceeds<>(payment.id())
                : refunding.repeated(payment.merchant(), key, hash);
    }
}
