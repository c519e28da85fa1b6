package io.finops.simulators.gateway;

/**
 * What a merchant asks the gateway to charge.
 *
 * @param amount in minor units of the currency
 * @param paymentMethod token; those that begin with {@code pm_ok} or {@code pm_decline} steer the outcome
 */
record ChargeRequest(String key, String reference, long amount, String currency, String paymentMethod) {}
