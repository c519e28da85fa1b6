package io.finops.payments.id;

/** Names a payment or a refund, to the merchant and to the card gateway. */
public sealed interface OperationId permits PaymentId, RefundId {
    String value();
}
