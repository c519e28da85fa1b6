package io.finops.payments.ledger;

import java.util.Locale;

/** The states of a refund. The database enforces the same transitions. */
public enum RefundStatus {
    PENDING,
    REFUNDED,
    /** The gateway would not. */
    REFUSED,
    /** Certainly not processed. The same key may try again. */
    FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RefundStatus ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
