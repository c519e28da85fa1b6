package io.finops.payments.refund;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.ledger.RefundStatus;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.operation.Spans;
import io.finops.payments.operation.Steps;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway for a refund, commits and counts how it ended. Thread-safe. */
final class Refunding implements Steps<Refund, GatewayAnswer.Refund> {
    private static final Logger LOG = LoggerFactory.getLogger("refund");

    private final RefundLedger ledger;
    private final CardGateway gateway;
    private final PaymentMetrics metrics;
    private final Spans spans;

    Refunding(RefundLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.metrics = metrics;
        this.spans = spans;
    }

    @Override
    public String name() {
        return "refund";
    }

    @Override
    public GatewayAnswer<GatewayAnswer.Refund> ask(Refund refund) {
        return gateway.refund(refund.paymentId(), refund.id(), refund.amount());
    }

    @Override
    public Optional<Refund> commit(Refund refund, GatewayAnswer.Refund decision) {
        if (!decision.refunded()) {
            return givenUp(refund, RefundStatus.REFUSED);
        }
        Optional<Refund> done = ended(refund, RefundStatus.REFUNDED, () -> ledger.complete(refund.id(), decision.id()));
        done.ifPresent(first -> metrics.refunded(first.amount()));
        return done;
    }

    @Override
    public Optional<Refund> commitFailure(Refund refund) {
        return givenUp(refund, RefundStatus.FAILED);
    }

    private Optional<Refund> givenUp(Refund refund, RefundStatus status) {
        return ended(refund, status, () -> ledger.giveUp(refund.id(), status));
    }

    private Optional<Refund> ended(Refund refund, RefundStatus status, Supplier<Optional<Instant>> commit) {
        Optional<Instant> settled = spans.in("commit", refund.paymentId(), commit);
        settled.ifPresent(at -> LOG.atInfo()
                .addKeyValue("event", "refund_outcome")
                .addKeyValue("refund_id", refund.id().value())
                .addKeyValue("payment_id", refund.paymentId().value())
                .addKeyValue("merchant_id", refund.merchant().id())
                .addKeyValue("status", status.label())
                .addKeyValue("amount", refund.amount().minorUnits())
                .addKeyValue("currency", refund.amount().currency().getCurrencyCode())
                .log("refund settled"));
        return settled.map(at -> refund.settled(status, at));
    }
}
