package io.finops.costexporter.commitment;

/** The two ways to commit to usage in advance. */
public enum Commitment {
    SAVINGS_PLANS("savings_plans", "savings-plans"),
    RESERVATIONS("reservations", "reservations");

    private final String label;
    private final String collector;

    Commitment(String label, String collector) {
        this.label = label;
        this.collector = collector;
    }

    /** The value of the label {@code commitment}. */
    public String label() {
        return label;
    }

    /** The collector's name in configuration and in the label {@code collector}. */
    public String collector() {
        return collector;
    }
}
