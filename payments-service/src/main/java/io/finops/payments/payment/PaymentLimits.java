package io.finops.payments.payment;

/**
 * Bounds of one payment.
 *
 * @param maxAmount in minor units
 */
public record PaymentLimits(long maxAmount) {}
