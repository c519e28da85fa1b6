package io.finops.simulators.gateway;

/**
 * A decided refund. It never changes.
 *
 * @param charge key of the charge that it gives back from
 * @param amount in minor units; what was asked for, also where it was refused
 * @param createdAt milliseconds since 1970
 */
record Refund(String key, String charge, long amount, String currency, boolean refunded, long createdAt) {}
