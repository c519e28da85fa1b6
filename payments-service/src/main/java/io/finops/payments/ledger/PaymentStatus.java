package io.finops.payments.ledger;

import java.util.Locale;

/** The states of a payment. The database enforces the same transitions. */
public enum PaymentStatus {
    /** Claimed; its outcome is not known yet. */
    PENDING,
    APPROVED,
    DECLINED,
    /** Refused by fraud scoring; the gateway was never asked. */
    REJECTED,
    /** Certainly not charged. The only end from which the same key may try again. */
    FAILED;

    /** As it is stored, answered and used as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PaymentStatus ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
