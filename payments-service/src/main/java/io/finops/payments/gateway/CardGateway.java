package io.finops.payments.gateway;

import io.finops.payments.money.Money;

/** The card gateway. Calls with the same key are one charge, or one refund, however often they are made. Thread-safe. */
public interface CardGateway {
    GatewayAnswer<GatewayAnswer.Charge> charge(String key, Money amount, String paymentMethod);

    GatewayAnswer<GatewayAnswer.Refund> refund(String chargeKey, String key, Money amount);
}
