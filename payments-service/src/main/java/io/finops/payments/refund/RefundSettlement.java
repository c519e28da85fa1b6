package io.finops.payments.refund;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.ledger.RefundStatus;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.payment.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway for a refund and records what it decided; by a request first, by the reconciler afterwards. Thread-safe. */
public final class RefundSettlement {
    private static final Logger log = LoggerFactory.getLogger("refund");

    private final RefundLedger ledger;
    private final CardGateway gateway;
    private final PaymentMetrics metrics;
    private final Spans spans;

    public RefundSettlement(RefundLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.metrics = metrics;
        this.spans = spans;
    }

    /**
     * Asks and records.
     *
     * @param firstCall nobody has asked before, so that "not processed" is a proof
     * @return whether the refund is settled now
     */
    public boolean settle(Refund refund, boolean firstCall) {
        GatewayAnswer<GatewayAnswer.Refund> answer = spans.in(
                "refund", refund.paymentId(), () -> gateway.refund(refund.paymentId(), refund.id(), refund.amount()));
        if (answer instanceof GatewayAnswer.Decided<GatewayAnswer.Refund> decided) {
            spans.in("commit", refund.paymentId(), () -> commit(refund, decided.value()));
            return true;
        }
        if (answer instanceof GatewayAnswer.NotProcessed<GatewayAnswer.Refund> && firstCall) {
            if (ledger.giveUp(refund.id(), RefundStatus.FAILED)) {
                report(refund, RefundStatus.FAILED);
            }
            return true;
        }
        return false;
    }

    private boolean commit(Refund refund, GatewayAnswer.Refund decided) {
        boolean first = decided.refunded()
                ? ledger.complete(refund.id(), decided.id())
                : ledger.giveUp(refund.id(), RefundStatus.REFUSED);
        if (first && decided.refunded()) {
            metrics.refunded(refund.amount());
        }
        if (first) {
            report(refund, decided.refunded() ? RefundStatus.REFUNDED : RefundStatus.REFUSED);
        }
        return first;
    }

    private static void report(Refund refund, RefundStatus status) {
        log.atInfo()
                .addKeyValue("event", "refund_outcome")
                .addKeyValue("refund_id", refund.id())
                .addKeyValue("payment_id", refund.paymentId())
                .addKeyValue("merchant_id", refund.merchantId())
                .addKeyValue("status", status.label())
                .addKeyValue("amount", refund.amount().minorUnits())
                .addKeyValue("currency", refund.amount().currency().getCurrencyCode())
                .log("refund settled");
    }
}
