package io.finops.simulators.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A decided charge. It never changes.
 *
 * @param paymentMethodHash stands for the payment method, which is not kept
 * @param captured in minor units; 0 when declined
 * @param fee what the gateway keeps, in minor units of the charge's currency; 0 when declined
 * @param createdAt milliseconds since 1970
 */
record Charge(
        String key,
        String reference,
        long paymentMethodHash,
        long amount,
        String currency,
        boolean approved,
        long captured,
        long fee,
        @Nullable String declineCode,
        long createdAt) {

    boolean answers(ChargeRequest request) {
        return amount == request.amount()
                && currency.equals(request.currency())
                && reference.equals(request.reference())
                && paymentMethodHash == Hash.of(request.paymentMethod());
    }
}
