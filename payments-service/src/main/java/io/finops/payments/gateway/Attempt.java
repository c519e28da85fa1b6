package io.finops.payments.gateway;

import java.time.Duration;

/** How one HTTP exchange with the gateway ended. The labels are those of {@code gateway_requests_total}. */
record Attempt<T>(Outcome outcome, Duration duration, GatewayAnswer<T> answer) {
    enum Outcome {
        APPROVED("approved", Proof.DECIDED),
        DECLINED("declined", Proof.DECIDED),
        REFUNDED("refunded", Proof.DECIDED),
        REFUSED("refused", Proof.DECIDED),
        UNAVAILABLE("unavailable", Proof.NOT_PROCESSED),
        INVALID("invalid", Proof.NOT_PROCESSED),
        CONFLICT("conflict", Proof.UNDECIDED),
        ERROR("error", Proof.UNDECIDED),
        TIMEOUT("timeout", Proof.UNDECIDED),
        CUT("cut", Proof.UNDECIDED);

        final String label;
        final Proof proof;

        Outcome(String label, Proof proof) {
            this.label = label;
            this.proof = proof;
        }

        /** 503 and 429 are defined as "not processed"; of the other failures only a 4xx says that nothing happened. */
        static Outcome ofFailedStatus(int status) {
            return switch (status) {
                case 429, 503 -> UNAVAILABLE;
                case 409, 422 -> CONFLICT;
                default -> status >= 400 && status < 500 ? INVALID : ERROR;
            };
        }

        /** Whether the gateway itself is unwell: what the circuit breaker counts. */
        boolean isUnwell() {
            return this == UNAVAILABLE || this == ERROR || this == TIMEOUT || this == CUT;
        }

        /** A time-out has used up the patience, and asking again while the gateway is at work proves nothing. */
        boolean isWorthRepeating() {
            return this == UNAVAILABLE || this == ERROR || this == CUT;
        }
    }

    enum Proof {
        DECIDED,
        NOT_PROCESSED,
        UNDECIDED
    }
}
