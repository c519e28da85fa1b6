package io.finops.payments.gateway;

/** Tells the circuit breaker and the span of an attempt why; never thrown. */
final class GatewayUnwell extends RuntimeException {
    private static final long serialVersionUID = 1;

    GatewayUnwell(Attempt.Outcome outcome) {
        super(outcome.label, null, false, false);
    }
}
