package io.finops.simulators.bill;

/** Charge types, as Cost Explorer's dimension RECORD_TYPE names them. */
public enum RecordType {
    USAGE("Usage"),
    DISCOUNTED_USAGE("DiscountedUsage"),
    SAVINGS_PLAN_COVERED("SavingsPlanCoveredUsage"),
    SAVINGS_PLAN_NEGATION("SavingsPlanNegation"),
    SAVINGS_PLAN_FEE("SavingsPlanRecurringFee"),
    RESERVATION_FEE("RIFee"),
    CREDIT("Credit"),
    REFUND("Refund"),
    SUPPORT("Support"),
    TAX("Tax");

    private final String wireName;

    RecordType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
