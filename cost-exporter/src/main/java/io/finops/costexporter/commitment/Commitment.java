package io.finops.costexporter.commitment;

import java.util.Locale;

/** The two ways to commit to usage in advance. */
public enum Commitment {
    SAVINGS_PLANS,
    RESERVATIONS;

    /** The value of the label {@code commitment}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
