package io.finops.payments.gateway;

import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.money.Money;

/** The card gateway. Calls with the same key are one charge, or one refund, however often they are made. Thread-safe. */
public interface CardGateway {
    GatewayAnswer<GatewayAnswer.Charge> charge(PaymentId key, Money amount, String paymentMethod);

    GatewayAnswer<GatewayAnswer.Refund> refund(PaymentId charge, RefundId key, Money amount);
}
