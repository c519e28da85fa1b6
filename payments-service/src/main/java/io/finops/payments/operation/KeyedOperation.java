package io.finops.payments.operation;

import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.ledger.Claim;
import io.finops.payments.ledger.KeyRecord;
import io.finops.payments.ledger.Operation;
import io.finops.payments.ledger.OperationLedger;
import io.finops.payments.ledger.OperationLedger.Due;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.metrics.PaymentMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The life of a payment or a refund once it is claimed: ask the gateway, commit, count. A request does it first; after a
 * crash, or while the outcome is undecided, the reconciler does the same again under the same key. No database connection
 * is held while the gateway is asked. Thread-safe.
 *
 * @param <T> the operation
 * @param <D> what the gateway decides about it
 */
public final class KeyedOperation<T extends Operation<T>, D> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedOperation.class);
    private static final Duration UNTIL_RECONCILED = Duration.ofSeconds(1);

    private final OperationLedger<T> ledger;
    private final Steps<T, D> steps;
    private final PaymentMetrics metrics;
    private final Spans spans;
    private final Duration lease;

    public KeyedOperation(
            OperationLedger<T> ledger, Steps<T, D> steps, PaymentMetrics metrics, Spans spans, Lease lease) {
        this.ledger = ledger;
        this.steps = steps;
        this.metrics = metrics;
        this.spans = spans;
        this.lease = lease.duration();
    }

    /** Goes on with what this request has claimed. */
    public Taken<T> begun(T claimed) {
        return new Taken.Done<>(drive(claimed), false);
    }

    /** Answers a request that was not the first to claim its key. */
    public Taken<T> repeated(Merchant merchant, IdempotencyKey key, RequestHash hash) {
        return repeated(merchant, ledger.findKey(merchant, key).orElseThrow(), hash);
    }

    /** Answers a request under a key that was used before. */
    public Taken<T> repeated(Merchant merchant, KeyRecord record, RequestHash hash) {
        if (!record.requestHash().equals(hash)) {
            return new Taken.KeyReused<>();
        }
        T known = ledger.find(merchant, record);
        if (known.hasFailed()) {
            return again(known);
        }
        if (known.inFlight()) {
            return new Taken.InFlight<>();
        }
        metrics.replayed();
        return new Taken.Done<>(known.asFirstAnswered(), true);
    }

    private Taken<T> again(T failed) {
        Claim claim = ledger.claimAgain(failed, lease);
        if (claim instanceof Claim.Exceeds) {
            return new Taken.Exceeds<>(failed.paymentId());
        }
        if (claim instanceof Claim.KeyTaken) {
            return new Taken.InFlight<>();
        }
        steps.claimedAgain();
        return begun(failed);
    }

    /** Once money may have moved, a database that does not answer is no reason to say that it has not: the outcome is undecided. */
    private T drive(T claimed) {
        try {
            return settle(claimed, true, UNTIL_RECONCILED);
        } catch (DataAccessException e) {
            LOG.atWarn()
                    .addKeyValue(
                            claimed.id() instanceof RefundId ? "refund_id" : "payment_id",
                            claimed.id().value())
                    .log(
                            "outcome not recorded, left to the reconciler: {}",
                            e.getClass().getSimpleName());
            return claimed.undecided();
        }
    }

    /** Takes over what nobody is at work on any more. */
    public List<Due<T>> takeDue(int limit) {
        return ledger.takeDue(limit, lease);
    }

    /** Asks the gateway once more. While it stays undecided, nobody asks again before the pause is over. */
    public void reconcile(Due<T> due, Duration pause) {
        T undecided = due.operation();
        spans.afterwards(undecided.paymentId(), due.traceParent(), () -> settle(undecided, false, pause));
    }

    /**
     * Asks the gateway, and records what it decided.
     *
     * @param firstCall nobody has asked the gateway about this operation before, so that "not processed" is a proof. On a
     *     later call it says nothing of the earlier one.
     */
    private T settle(T operation, boolean firstCall, Duration pause) {
        return metrics.inProgress(() -> {
            GatewayAnswer<D> answer = spans.in(steps.name(), operation.paymentId(), () -> steps.ask(operation));
            if (answer instanceof GatewayAnswer.Decided<D> decided) {
                return recorded(operation, steps.commit(operation, decided.value()));
            }
            if (answer instanceof GatewayAnswer.NotProcessed<D> && firstCall) {
                return recorded(operation, steps.commitFailure(operation));
            }
            ledger.leaveUndecided(operation.id(), pause, spans.traceParent());
            return operation.undecided();
        });
    }

    /** When another process was faster, what it wrote is the record. */
    private T recorded(T operation, Optional<T> ours) {
        return ours.orElseGet(() -> ledger.find(operation.id()).orElseThrow());
    }
}
